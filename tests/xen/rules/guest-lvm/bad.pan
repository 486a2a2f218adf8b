object template g1;
variable N = 1;
include 'guest';
'/system/blockdevices/volume_groups/vg0/device_list' = list('physical_devs/xvda'); # BAD guest g1.example.org has LVM on its disks
object template h;
variable N = 9;
include 'host';
