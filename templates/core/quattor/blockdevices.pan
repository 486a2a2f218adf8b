# Disks, partitions, volume groups and logical volumes as they are to be.
#
# Sets: types structure_blockdevices and its parts
# Reads: nothing

declaration template quattor/blockdevices;

@documentation{
    Path of a block device below /system/blockdevices, such as partitions/xvda1
}
type blockdev_string = string with exists('/system/blockdevices/' + SELF)
    || error('"%s" is not in /system/blockdevices', SELF);

type blockdevices_disk_type = {
    "label" : choice('none', 'msdos', 'gpt')
    "readahead" ? long(0..)
};

type blockdevices_partition_type = {
    @{size in MB; without it the rest of the disk}
    "size" ? long(1..)
    "type" : choice('primary', 'extended', 'logical') = 'primary'
    @{key of the disk in physical_devs}
    "holding_dev" : string with exists('/system/blockdevices/physical_devs/' + SELF)
        || error('partition on "%s", which is not in /system/blockdevices/physical_devs', SELF)
    "flags" ? boolean{}
    "offset" ? long(0..)
};

type blockdevices_lvm_type = {
    "device_list" : blockdev_string[1..]
};

type blockdevices_logicalvolumes_type = {
    "size" ? long(1..)
    "volume_group" : string with exists('/system/blockdevices/volume_groups/' + SELF)
        || error('logical volume in "%s", which is not in /system/blockdevices/volume_groups', SELF)
    "stripe_size" ? long(1..)
};

type blockdevices_md_type = {
    "device_list" : blockdev_string[2..]
    "raid_level" : choice('RAID0', 'RAID1', 'RAID4', 'RAID5', 'RAID6')
    "num_spares" ? long(0..)
};

type blockdevices_file_type = {
    "size" : long(1..)
    "owner" : string = 'root'
    "group" : string = 'root'
};

type structure_blockdevices = {
    "physical_devs" ? blockdevices_disk_type{}
    "partitions" ? blockdevices_partition_type{}
    "volume_groups" ? blockdevices_lvm_type{}
    "logical_volumes" ? blockdevices_logicalvolumes_type{}
    "md" ? blockdevices_md_type{}
    "files" ? blockdevices_file_type{}
};
