object template g1;
variable N = 1;
include 'guest';
'/hardware/cards/nic/eth1/driver' = 'xen-netfront'; # BAD /hardware/cards/nic/eth1: 'hwaddr' .* is required and missing
object template h;
variable N = 9;
include 'host';
