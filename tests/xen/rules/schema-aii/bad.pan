object template g1;
variable N = 1;
include 'guest';
'/system/aii/nbp/pxelinux' = dict('kernel', 'x/vmlinuz', 'initrd', 'x/initrd.img', 'ksdevice', 'eth0', 'label', 'x'); # BAD 'kslocation' \(URL of the Kickstart file\) is required
object template h;
variable N = 9;
include 'host';
