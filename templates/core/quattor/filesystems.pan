# File systems, their devices and mount points.
#
# Sets: type structure_filesystem, function filesystems_uniq_paths
# Reads: nothing

declaration template quattor/filesystems;

@documentation{
    desc = true if no mount point and no device comes twice, else an error that names it
    arg = list of file systems
}
function filesystems_uniq_paths = {
    seen = dict();
    foreach (i; filesystem; ARGV[0]) {
        foreach (j; field; list('mountpoint', 'block_device')) {
            used = escape(field + ' ' + filesystem[field]);
            # several swap areas are legal
            if (exists(seen[used]) && filesystem[field] != 'swap') {
                error('two file systems have the %s %s', field, filesystem[field]);
            };
            seen[used] = i;
        };
    };
    true;
};

type structure_filesystem = {
    @{path below /system/blockdevices}
    "block_device" : string with exists('/system/blockdevices/' + SELF)
        || error('file system on "%s", which is not in /system/blockdevices', SELF)
    "format" : boolean
    "preserve" : boolean
    "mountpoint" : string with match(SELF, '^(/|swap$|none$)')
    "mount" : boolean
    "mountopts" : string = 'defaults'
    "type" : choice('auto', 'ext2', 'ext3', 'ext4', 'xfs', 'swap', 'tmpfs', 'none')
    "freq" : long(0..) = 0
    "pass" : long(0..) = 0
    "mkfsopts" ? string
    "tuneopts" ? string
    "label" ? string(1..16)
    @{false: the installation leaves this file system out}
    "aii" ? boolean
};
