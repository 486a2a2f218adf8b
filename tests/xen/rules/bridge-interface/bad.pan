object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/software/components/xen/network/bridges/xenbr1' = dict(); # BAD bridge xenbr1 is on interface eth1, which h.example.org has not
