# Functions on disks, partitions and file systems.
#
# Sets: functions boot_disk, partitions_add, lvs_add, filesystem_mod, filesystem_del
# Reads: /hardware/harddisks (boot_disk)

declaration template quattor/functions/filesystem;

@documentation{
    desc = key of the disk flagged as boot device in /hardware/harddisks, undef if there is none
}
function boot_disk = {
    foreach (name; disk; value('/hardware/harddisks', dict())) {
        if (exists(disk['boot']) && disk['boot']) return(name);
    };
    undef;
};

@documentation{
    desc = SELF (/system/blockdevices/partitions) with the partitions of one disk added
    arg = key of the disk
    arg = dict of partition to size in MB, -1 for the rest of the disk
    arg = key of the extended partition, if there is one
}
function partitions_add = {
    foreach (name; size; ARGV[1]) {
        SELF[name]['holding_dev'] = ARGV[0];
        if (size != -1) SELF[name]['size'] = size;
        if (ARGC > 2) {
            number = matches(unescape(name), '(\d+)$');
            if (name == ARGV[2]) {
                SELF[name]['type'] = 'extended';
            } else if (to_long(number[1]) > 4) {
                SELF[name]['type'] = 'logical';
            };
        };
    };
    SELF;
};

@documentation{
    desc = SELF (/system/blockdevices/logical_volumes) with the volumes of one group added
    arg = volume group
    arg = dict of logical volume to size in MB, -1 for the rest of the group
}
function lvs_add = {
    foreach (name; size; ARGV[1]) {
        SELF[name]['volume_group'] = ARGV[0];
        if (size != -1) SELF[name]['size'] = size;
    };
    SELF;
};

@documentation{
    desc = SELF (/system/filesystems) with file systems added, or replaced where the mount point is known
    arg = one file system (a dict) or a list of them
}
function filesystem_mod = {
    wanted = if (is_dict(ARGV[0])) list(ARGV[0]) else ARGV[0];
    result = if (is_defined(SELF)) SELF else list();
    foreach (i; filesystem; wanted) {
        position = length(result);
        foreach (j; present; result) {
            if (present['mountpoint'] == filesystem['mountpoint']) position = j;
        };
        result[position] = filesystem;
    };
    result;
};

@documentation{
    desc = SELF (/system/filesystems) without some mount points
    arg = one mount point or a list of them
}
function filesystem_del = {
    unwanted = if (is_string(ARGV[0])) list(ARGV[0]) else ARGV[0];
    result = list();
    foreach (i; filesystem; SELF) {
        if (index(filesystem['mountpoint'], unwanted) < 0) append(result, filesystem);
    };
    result;
};
