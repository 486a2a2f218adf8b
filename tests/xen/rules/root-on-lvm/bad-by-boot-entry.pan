object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/software/components/grub/kernels/0/kernelargs' = 'max_loop=128 root=/dev/VolGroup00/LogVol00 ro';
# BAD mkinitrd -f --preload dm-mod /boot/initrd-2.6.18-1.2835.slc4xen.img 2.6.18-1.2835.slc4xen
