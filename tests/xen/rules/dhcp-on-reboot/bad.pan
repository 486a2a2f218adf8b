object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
variable BOOTLOADER = '/usr/bin/pypxeboot';
include 'host';
# BAD 1 guest of h.example.org may get no address on a reboot: Xen 3.0.3 .*2\.6\.18-1\.2835\.slc4xen.*xm shutdown -w g1; xm create g1
