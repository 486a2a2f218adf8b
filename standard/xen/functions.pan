# What the Xen templates compute of hosts and guests.
#
# Sets: functions xen_*
# Reads: the variables of xen/variables, at the time of a call

declaration template xen/functions;

include 'pan/types';

@documentation{
    desc = a warning on the compiler's error output; true, so that it may stand in a condition
    arg = text
}
function xen_warning = deprecated(0, ARGV[0]);

@documentation{
    desc = start of a path into the profile of a guest
    arg = guest
}
function xen_guest_profile = XEN_PROFILE_PREFIX + ARGV[0] + ':';

@documentation{
    desc = hosts that XEN_DB gives to a guest; an error if there are two
    arg = guest
}
function xen_hosts_of_guest = {
    hosts = list();
    foreach (host; guests; XEN_DB) {
        if (index(ARGV[0], guests) >= 0) append(hosts, host);
    };
    if (length(hosts) > 1) {
        error('guest %s is on more than one host in XEN_DB: %s; leave it in the list of one of them',
            ARGV[0], join(', ', hosts));
    };
    hosts;
};

@documentation{
    desc = "how messages call a guest: guest GUEST of host HOST, without the host if XEN_DB does not name it"
    arg = guest
}
function xen_guest_and_host = {
    hosts = if (exists(XEN_DB) && is_defined(XEN_DB)) xen_hosts_of_guest(ARGV[0]) else list();
    if (length(hosts) > 0) format('guest %s of host %s', ARGV[0], hosts[0]) else 'guest ' + ARGV[0];
};

@documentation{
    desc = what an error message of xen_check_hardware starts with
    arg = the arguments of xen_check_hardware
}
function xen_whose_hardware = if (length(ARGV[0]) > 2) ARGV[0][2] else xen_guest_and_host(ARGV[0][0]);

@documentation{
    desc = true if a guest's hardware has what a Xen domain needs: memory, a disk, a MAC address for each card
    arg = guest
    arg = its /hardware
    arg = what the error messages start with (default: the guest and its host)
}
function xen_check_hardware = {
    hardware = ARGV[1];
    if (!is_defined(hardware['ram'][0]['size'])) {
        error('%s has no memory: set ram/0/size in the hardware template of %s',
            xen_whose_hardware(ARGV), ARGV[0]);
    };
    if (!is_defined(hardware['harddisks']) || length(hardware['harddisks']) == 0) {
        error('%s has no disk: add one to harddisks in the hardware template of %s',
            xen_whose_hardware(ARGV), ARGV[0]);
    };
    foreach (name; disk; hardware['harddisks']) {
        if (!is_defined(disk['capacity'])) {
            error('%s: disk %s has no size: set harddisks/%s/capacity in the hardware template of %s',
                xen_whose_hardware(ARGV), unescape(name), name, ARGV[0]);
        };
    };
    if (!is_defined(hardware['cards']['nic']) || length(hardware['cards']['nic']) == 0) {
        error('%s has no network card: add one to cards/nic in the hardware template of %s',
            xen_whose_hardware(ARGV), ARGV[0]);
    };
    foreach (name; nic; hardware['cards']['nic']) {
        if (!is_defined(nic['hwaddr']) || !is_hwaddr(nic['hwaddr'])) {
            error('%s: network card %s has no MAC address: set cards/nic/%s/hwaddr in the hardware template of %s',
                xen_whose_hardware(ARGV), name, name, ARGV[0]);
        };
    };
    true;
};

@documentation{
    desc = memory of a guest in MB
    arg = guest
    arg = its /hardware
}
function xen_guest_memory = {
    if (is_defined(XEN_RAM)) {
        if (is_long(XEN_RAM)) return(XEN_RAM);
        if (is_dict(XEN_RAM) && exists(XEN_RAM[ARGV[0]])) return(XEN_RAM[ARGV[0]]);
    };
    size = 0;
    foreach (i; module; ARGV[1]['ram']) {
        size = size + module['size'];
    };
    size / MB;
};

@documentation{
    desc = number of virtual processors of a guest: the cores of its processors, at least one
    arg = its /hardware
}
function xen_guest_vcpus = {
    count = 0;
    if (exists(ARGV[0]['cpu'])) {
        foreach (i; cpu; ARGV[0]['cpu']) {
            cores = if (is_defined(cpu['cores'])) cpu['cores'] else 1;
            count = count + cores;
        };
    };
    if (count > 0) count else 1;
};

@documentation{
    desc = list of the VIFs of a guest in the order of its network cards, each mac=ADDRESS[,bridge=BRIDGE]
    arg = guest
    arg = its /hardware
}
function xen_guest_vifs = {
    vifs = list();
    foreach (card; nic; ARGV[1]['cards']['nic']) {
        vif = 'mac=' + nic['hwaddr'];
        if (is_defined(XEN_VIF_BRIDGE[ARGV[0]][card])) vif = vif + ',bridge=' + XEN_VIF_BRIDGE[ARGV[0]][card];
        append(vifs, vif);
    };
    vifs;
};

@documentation{
    desc = "list of the disks of a guest, the one to boot from first, each a logical volume of XEN_VG. The volume of
        that disk has the name of the guest, any other that name and the name of the disk"
    arg = guest
    arg = its /hardware
}
function xen_guest_disks = {
    order = list();
    others = list();
    foreach (name; disk; ARGV[1]['harddisks']) {
        if (exists(disk['boot']) && disk['boot']) append(order, name) else append(others, name);
    };
    foreach (i; name; others) {
        append(order, name);
    };
    disks = list();
    foreach (i; name; order) {
        device = unescape(name);
        append(disks, dict(
            'type', 'lvm',
            'hostdevice', XEN_VG,
            'hostvol', if (i == 0) ARGV[0] else ARGV[0] + '-' + replace('/', '_', device),
            'guestdevice', device,
            'size', ARGV[1]['harddisks'][name]['capacity'] / MB,
            'rw', 'w',
            'create', XEN_CREATE_FILESYSTEMS,
        ));
    };
    disks;
};

@documentation{
    desc = "why pypxeboot refuses its arguments, '' if it does not. It takes the last argument mac=ADDRESS and
        nothing may follow the address, so a VIF with a bridge will not do"
    arg = arguments, or vif[N] for the text of a VIF
    arg = list of VIFs
}
function xen_pypxeboot_refuses = {
    text = ARGV[0];
    vif = matches(text, '^vif\[(\d+)\]$');
    if (length(vif) == 2) {
        number = to_long(vif[1], 10);
        if (number >= length(ARGV[1])) return(format('the guest has no VIF %d', number));
        text = ARGV[1][number];
    };
    address = '';
    foreach (i; word; split('\s+', text)) {
        if (match(word, '^mac=')) {
            parts = split('=', word);
            address = if (length(parts) > 1) replace(',+$', '', parts[1]) else '';
        };
    };
    if (match(address, '^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$')) return('');
    format('"%s" is not a MAC address', address);
};

@documentation{
    desc = "arguments of a guest's boot loader. pypxeboot is given VIF 0 if that has nothing but its MAC address,
        otherwise that address alone; XEN_BOOTARGS precedes both"
    arg = guest
    arg = boot loader
    arg = list of VIFs
}
function xen_guest_bootargs = {
    pypxeboot = match(ARGV[1], 'pypxeboot');
    if (exists(XEN_BOOTARGS[ARGV[0]])) {
        bootargs = XEN_BOOTARGS[ARGV[0]];
        refused = if (pypxeboot) xen_pypxeboot_refuses(bootargs, ARGV[2]) else '';
        if (refused != '') {
            xen_warning(format(
                '%s: guest %s: pypxeboot refuses the arguments "%s" of XEN_BOOTARGS: %s; write mac=ADDRESS, or nothing',
                FULL_HOSTNAME, ARGV[0], bootargs, refused));
        };
        return(bootargs);
    };
    if (!pypxeboot) return(XEN_BOOTARG_DEFAULT);
    if (match(ARGV[2][0], '^mac=[^,]*$')) return('vif[0]');
    address = matches(ARGV[2][0], '(?:^|,)mac=([^,]*)');
    if (length(address) != 2) {
        error('%s: guest %s: VIF 0, "%s", has no MAC address for pypxeboot', FULL_HOSTNAME, ARGV[0], ARGV[2][0]);
    };
    'mac=' + address[1];
};

@documentation{
    desc = options of a guest's domain, made of its profile; what is given already stays
    arg = guest
    arg = options that are given, a dict
}
function xen_guest_options = {
    guest = ARGV[0];
    if (guest == FULL_HOSTNAME) {
        error('%s: the host is among its own guests: take it out of XEN_GUESTS or of its list in XEN_DB', guest);
    };
    hosts = xen_hosts_of_guest(guest);
    if (length(hosts) > 0 && hosts[0] != FULL_HOSTNAME) {
        error('%s: guest %s is in XEN_GUESTS, but XEN_DB has it on host %s; leave it in one of the two',
            FULL_HOSTNAME, guest, hosts[0]);
    };
    profile = xen_guest_profile(guest);
    if (!exists(profile + '/hardware')) {
        error('%s: guest %s has no profile %s on the load path of this cluster: '
            + 'add one, or take it out of XEN_DB or XEN_GUESTS',
            FULL_HOSTNAME, guest, XEN_PROFILE_PREFIX + guest);
    };
    hardware = value(profile + '/hardware');
    xen_check_hardware(guest, hardware, format('%s: guest %s', FULL_HOSTNAME, guest));

    options = dict(
        'name', guest,
        'memory', xen_guest_memory(guest, hardware),
        'vcpus', xen_guest_vcpus(hardware),
        'vif', xen_guest_vifs(guest, hardware),
        'disk', xen_guest_disks(guest, hardware),
        'bootloader', if (exists(XEN_BOOTLOADER[guest])) XEN_BOOTLOADER[guest] else XEN_BOOTLOADER_DEFAULT,
    );
    foreach (name; option; ARGV[1]) {
        options[name] = option;
    };
    if (options['bootloader'] == '') {
        version = value(profile + '/system/kernel/version', '');
        if (version == '' && !(exists(options['kernel']) && exists(options['ramdisk']))) {
            error('%s: guest %s boots without a boot loader, but its profile names no kernel: '
                + 'set XEN_GUEST_KERNEL_VERSION there',
                FULL_HOSTNAME, guest);
        };
        delete(options['bootloader']);
        if (!exists(options['kernel'])) options['kernel'] = '/boot/vmlinuz-' + version;
        if (!exists(options['ramdisk'])) options['ramdisk'] = format('/boot/initrd-%s.img', version);
        if (!exists(options['root'])) options['root'] = XEN_BOOT_DEVICE + ' ro';
    } else if (!exists(options['bootargs'])) {
        options['bootargs'] = xen_guest_bootargs(guest, options['bootloader'], options['vif']);
    };
    options;
};

@documentation{
    desc = parts of the version of the machine's operating system, as os/version of the core has them
}
function xen_os_version = {
    if (exists(OS_VERSION_PARAMS) && is_defined(OS_VERSION_PARAMS)) return(OS_VERSION_PARAMS);
    if (exists(OS_VERSION_PARAMS_DEFAULT) && is_defined(OS_VERSION_PARAMS_DEFAULT)) return(OS_VERSION_PARAMS_DEFAULT);
    error('%s has no operating system: include os/version, or set OS_VERSION_PARAMS', FULL_HOSTNAME);
};
