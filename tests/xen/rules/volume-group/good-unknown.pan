object template g1;
variable N = 1;
include 'guest';
'/hardware/harddisks/xvda/capacity' = 100000000;
object template h;
variable N = 9;
include 'host';
'/system/blockdevices/physical_devs/sda/label' = 'msdos';
'/system/blockdevices/partitions' = dict('sda1', dict('holding_dev', 'sda', 'size', 90000),
    'sda2', dict('holding_dev', 'sda'));
'/system/blockdevices/logical_volumes/root' = dict('volume_group', 'vg01', 'size', 9000);
'/system/blockdevices/volume_groups/vg01/device_list' = list('partitions/sda2', 'md/md0');
