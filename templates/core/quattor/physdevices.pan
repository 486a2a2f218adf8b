# Disks as the hardware description names them.
#
# Sets: type structure_raidport
# Reads: nothing

declaration template quattor/physdevices;

include 'quattor/types/annotation';

type structure_raidport = {
    include structure_annotation
    @{size in MB}
    "capacity" : long(1..)
    "interface" : choice('sata', 'sas', 'ide', 'scsi', 'nvme')
    "boot" ? boolean
    @{what stands between the device and the number of a partition: 'p' for cciss/c0d0p1}
    "part_prefix" : string(0..1) = ''
};
