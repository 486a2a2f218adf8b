object template g1;
variable N = 1;
include 'guest';
'/system/blockdevices/partitions/xvda1/holding_dev' = 'xvda';
object template h;
variable N = 9;
include 'host';
'/system/blockdevices/volume_groups/vg01/device_list' = list('physical_devs/sda');
