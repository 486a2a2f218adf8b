# Disks, partitions, volumes and file systems from one table.
#
# Sets: /system/blockdevices, /system/filesystems, /software/components/filesystems
#   DISK_BOOT_DEV          key of the disk to boot from; default the one flagged boot, else the first
#   DISK_BOOT_PART_PREFIX  what stands between disk and number of a partition; default part_prefix of that disk
#   DISK_VOLUME_PARAMS     the table: dict of volume to dict of
#                            type       'partition', 'lvm' (a logical volume) or 'vg' (a volume group)
#                            size       MB; -1 for the rest; an entry of size 0 is dropped
#                            device     key of the partition or of the logical volume
#                            volgroup   group of a logical volume; devices: list of partitions of a group
#                            mountpoint, fstype, format, preserve, mountopts, label
#                          default /boot, swap and / as partitions
#   DISK_DEVICE_LIST       order of creation; default the volumes sorted by device
#   FILESYSTEM_DEFAULT_FS_TYPE ext3, FILESYSTEM_DEFAULT_FORMAT true, FILESYSTEM_DEFAULT_PRESERVE true
#   PHYSICAL_DEVICE_DEFAULT_LABEL msdos
# Reads: FILESYSTEM_LAYOUT_CONFIG_SITE  template that changes the table; default none
#        /hardware/harddisks

unique template filesystem/config;

include 'quattor/functions/filesystem';
include 'components/filesystems/config';

@documentation{
    desc = SELF (DISK_VOLUME_PARAMS) with fields of its volumes replaced and volumes added
    arg = dict like DISK_VOLUME_PARAMS
}
function filesystem_layout_mod = {
    foreach (volume; params; ARGV[0]) {
        foreach (field; setting; params) {
            SELF[volume][field] = setting;
        };
    };
    SELF;
};

@documentation{
    desc = key of a partition of /system/blockdevices/partitions
    arg = key of the disk in /hardware/harddisks
    arg = number of the partition
}
function disk_part_name = {
    separator = value('/hardware/harddisks/' + ARGV[0] + '/part_prefix', '');
    escape(unescape(ARGV[0]) + separator + to_string(ARGV[1]));
};

variable DISK_BOOT_DEV ?= boot_disk();
variable DISK_BOOT_DEV ?= {
    disks = value('/hardware/harddisks', dict());
    if (length(disks) == 0) error('%s has no disk: add one to harddisks in its hardware template', FULL_HOSTNAME);
    key(disks, 0);
};
variable DISK_BOOT_PART_PREFIX ?= value('/hardware/harddisks/' + DISK_BOOT_DEV + '/part_prefix', '');

variable DISK_VOLUME_PARAMS ?= dict(
    'boot', dict(
        'type', 'partition', 'size', 256 * MB, 'device', disk_part_name(DISK_BOOT_DEV, 1),
        'mountpoint', '/boot', 'fstype', 'ext2',
    ),
    'swap', dict(
        'type', 'partition', 'size', 1 * GB, 'device', disk_part_name(DISK_BOOT_DEV, 2),
        'mountpoint', 'swap', 'fstype', 'swap',
    ),
    'root', dict(
        'type', 'partition', 'size', -1, 'device', disk_part_name(DISK_BOOT_DEV, 3),
        'mountpoint', '/',
    ),
);

variable FILESYSTEM_LAYOUT_CONFIG_SITE ?= null;
include FILESYSTEM_LAYOUT_CONFIG_SITE;

variable FILESYSTEM_DEFAULT_FS_TYPE ?= 'ext3';
variable FILESYSTEM_DEFAULT_FORMAT ?= true;
variable FILESYSTEM_DEFAULT_PRESERVE ?= true;
variable PHYSICAL_DEVICE_DEFAULT_LABEL ?= 'msdos';

variable DISK_VOLUME_PARAMS = {
    result = dict();
    foreach (volume; params; SELF) {
        if (!is_defined(params['type'])) error('volume %s has no type', volume);
        if (!match(params['type'], '^(partition|lvm|vg)$')) {
            error('volume %s: type %s is not partition, lvm or vg', volume, params['type']);
        };
        if (!is_defined(params['size']) || params['size'] != 0) result[volume] = params;
    };
    result;
};

# Without an order of the site: partitions by device, then volume groups, then logical volumes.
variable DISK_DEVICE_LIST ?= {
    ranks = dict('partition', '1', 'vg', '2', 'lvm', '3');
    order = dict();
    foreach (volume; params; DISK_VOLUME_PARAMS) {
        device = if (exists(params['device'])) params['device'] else volume;
        order[escape(format('%s %s %s', ranks[params['type']], device, volume))] = volume;
    };
    volumes = list();
    foreach (position; volume; order) {
        append(volumes, volume);
    };
    volumes;
};

'/system/blockdevices' ?= dict();

# The partitions that the table names, by disk; partitions of a group may have no entry of their own.
'/system/blockdevices/partitions' = {
    bydisk = dict();
    foreach (i; volume; DISK_DEVICE_LIST) {
        params = if (exists(DISK_VOLUME_PARAMS[volume])) DISK_VOLUME_PARAMS[volume] else dict('type', 'none');
        devices = list();
        if (params['type'] == 'partition') devices = list(params['device']);
        if (params['type'] == 'vg') devices = params['devices'];
        foreach (j; device; devices) {
            found = '';
            foreach (disk; description; value('/hardware/harddisks')) {
                name = unescape(disk);
                if (index(name, unescape(device)) == 0 && length(name) > length(unescape(found))) found = disk;
            };
            if (found == '') error('volume %s: %s is on none of the disks of /hardware/harddisks', volume, device);
            bydisk[found][device] = if (exists(params['size'])) params['size'] else -1;
        };
    };
    foreach (disk; partitions; bydisk) {
        partitions_add(disk, partitions);
    };
    SELF;
};

'/system/blockdevices/physical_devs' = {
    foreach (partition; params; value('/system/blockdevices/partitions')) {
        if (!exists(SELF[params['holding_dev']])) {
            SELF[params['holding_dev']] = dict('label', PHYSICAL_DEVICE_DEFAULT_LABEL);
        };
    };
    SELF;
};

'/system/blockdevices' = {
    foreach (i; volume; DISK_DEVICE_LIST) {
        if (exists(DISK_VOLUME_PARAMS[volume])) {
            params = DISK_VOLUME_PARAMS[volume];
            if (params['type'] == 'vg') {
                devices = list();
                foreach (j; device; params['devices']) {
                    append(devices, 'partitions/' + device);
                };
                SELF['volume_groups'][volume] = dict('device_list', devices);
            } else if (params['type'] == 'lvm') {
                SELF['logical_volumes'][params['device']]['volume_group'] = params['volgroup'];
                if (params['size'] != -1) SELF['logical_volumes'][params['device']]['size'] = params['size'];
            };
        };
    };
    SELF;
};

'/system/filesystems' = {
    folders = dict('partition', 'partitions', 'lvm', 'logical_volumes');
    foreach (i; volume; DISK_DEVICE_LIST) {
        if (exists(DISK_VOLUME_PARAMS[volume]['mountpoint'])) {
            params = DISK_VOLUME_PARAMS[volume];
            filesystem = dict(
                'block_device', folders[params['type']] + '/' + params['device'],
                'mountpoint', params['mountpoint'],
                'mount', true,
                'type', if (exists(params['fstype'])) params['fstype'] else FILESYSTEM_DEFAULT_FS_TYPE,
                'format', if (exists(params['format'])) params['format'] else FILESYSTEM_DEFAULT_FORMAT,
                'preserve', if (exists(params['preserve'])) params['preserve'] else FILESYSTEM_DEFAULT_PRESERVE,
            );
            foreach (j; field; list('mountopts', 'label', 'freq', 'pass', 'mkfsopts')) {
                if (exists(params[field])) filesystem[field] = params[field];
            };
            SELF[length(SELF)] = filesystem;
        };
    };
    SELF;
};
