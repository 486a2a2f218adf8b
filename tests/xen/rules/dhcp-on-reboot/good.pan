object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
variable BOOTLOADER = '/usr/bin/pypxeboot';
include 'host';
'/software/components/grub/kernels/0/title' = 'Xen 3.4.1';
