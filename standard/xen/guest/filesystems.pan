# Partitions of a guest, without LVM: /boot, swap and / on the disk it boots from.
#
# A guest selects it before machine-types/core: variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';
#
# Sets: DISK_VOLUME_PARAMS, DISK_DEVICE_LIST, PHYSICAL_DEVICE_DEFAULT_LABEL (default msdos)
# Reads: DISK_BOOT_DEV, DISK_BOOT_PART_PREFIX (set by filesystem/config)
#        XEN_GUEST_BOOT_SIZE   default 128 MB
#        XEN_GUEST_SWAP_SIZE   default the guest's memory: ram_size in XEN_GUESTS_MACHINE_DB, else /hardware/ram/0

template xen/guest/filesystems;

include 'pan/units';
include 'xen/functions';

variable PHYSICAL_DEVICE_DEFAULT_LABEL ?= 'msdos';
variable XEN_GUEST_BOOT_SIZE ?= 128 * MB;
variable XEN_GUEST_SWAP_SIZE ?= if (exists(XEN_GUESTS_MACHINE_DB[FULL_HOSTNAME]['ram_size'])) {
    XEN_GUESTS_MACHINE_DB[FULL_HOSTNAME]['ram_size'];
} else {
    value('/hardware/ram/0/size', undef);
};
variable XEN_GUEST_SWAP_SIZE ?= error(
    '%s has no memory: set ram/0/size in the hardware template of %s', xen_guest_and_host(FULL_HOSTNAME), FULL_HOSTNAME
);

variable DISK_DEVICE_LIST = list('boot', 'swap', 'root');
variable DISK_VOLUME_PARAMS = {
    start = unescape(DISK_BOOT_DEV) + DISK_BOOT_PART_PREFIX;
    dict(
        'boot', dict(
            'type', 'partition',
            'device', escape(start + '1'),
            'size', XEN_GUEST_BOOT_SIZE,
            'mountpoint', '/boot',
            'fstype', 'ext3',
        ),
        'swap', dict(
            'type', 'partition',
            'device', escape(start + '2'),
            'size', XEN_GUEST_SWAP_SIZE,
            'mountpoint', 'swap',
            'fstype', 'swap',
        ),
        'root', dict(
            'type', 'partition',
            'device', escape(start + '3'),
            'size', -1,
            'mountpoint', '/',
            'fstype', 'ext3',
        ),
    );
};
