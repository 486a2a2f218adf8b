object template g1;
variable N = 1;
include 'guest';
'/hardware/cards/nic/eth0/hwaddr' = '00:00:5e:00:53:01';
# BAD MAC address 00:00:5e:00:53:01 of g1 may be that of a real card
object template h;
variable N = 9;
include 'host';
