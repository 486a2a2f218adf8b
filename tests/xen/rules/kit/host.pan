# A host with the guests in the list GUESTS, in which nothing is wrong.

template host;

variable GUESTS ?= list('g1');
variable SYSTEM ?= 'sl450-x86_64';
variable BRIDGE ?= '';
variable BOOTLOADER ?= '/usr/bin/pygrub';

'/hardware/cpu' = list(dict('arch', replace('.*-', '', SYSTEM), 'cores', 2));
'/hardware/ram' = list(dict('size', 1024));
'/hardware/harddisks' = dict('sda', dict('capacity', 100000));
'/hardware/cards/nic/eth0' = dict('hwaddr', format('00:00:5e:00:53:%02d', N), 'driver', 'tg3');
'/system/kernel/version' = '2.6.18-1.2835.slc4xen';
'/system/network/hostname' = OBJECT;
'/system/network/domainname' = 'example.org';
'/system/network/interfaces/eth0/ip' = format('192.0.2.%d', N);
'/system/aii/osinstall/ks' = dict('installtype', 'url --url http://server.example.org/' + SYSTEM,
    'lang', 'en_US', 'timezone', 'UTC', 'rootpw', '!!');
'/software/components/grub/kernels' = list(dict('title', 'Xen 3.0.3 / XenLinux 2.6.18-1.2835.slc4',
    'multiboot', '/xen.gz-2.6.18-1.2835.slc4', 'mbargs', 'dom0_mem=400M', 'kernelargs', 'root=/dev/sda1',
    'initrd', '/initrd-2.6.18-1.2835.slc4xen.img'));
'/software/components/xen/domains' = {
    foreach (i; guest; GUESTS) {
        hardware = value(guest + ':/hardware');
        disks = list();
        foreach (name; disk; hardware['harddisks']) {
            append(disks, dict('type', 'lvm', 'hostdevice', 'vg01', 'hostvol', guest, 'guestdevice', name,
                'rw', 'w', 'size', disk['capacity']));
        };
        bridge = if (BRIDGE != '') ',bridge=' + BRIDGE else '';
        SELF[guest] = dict('options', dict(
            'name', guest,
            'memory', hardware['ram'][0]['size'],
            'vcpus', length(hardware['cpu']),
            'bootloader', BOOTLOADER,
            'vif', list('mac=' + hardware['cards']['nic']['eth0']['hwaddr'] + bridge),
            'disk', disks,
        ));
    };
    if (is_defined(SELF)) SELF else dict();
};
