object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
object template g2;
variable N = 2;
include 'guest';
'/hardware/cards/nic/eth0/hwaddr' = '00:16:3E:00:00:01'; # BAD MAC address 00:16:3e:00:00:01 belongs to g1.example.org \(eth0\) and g2.example.org \(eth0\)
# with guest-without-host
