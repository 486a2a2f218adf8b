object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/system/filesystems' = list(dict('block_device', 'logical_volumes/root', 'mountpoint', '/', 'type', 'ext3'));
# BAD mkinitrd -f --preload dm-mod /boot/initrd-2.6.18-1.2835.slc4xen.img 2.6.18-1.2835.slc4xen
