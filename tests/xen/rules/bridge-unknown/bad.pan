object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
variable BRIDGE = 'xenbr1';
include 'host';
# BAD guest g1 is on bridge xenbr1, which h.example.org does not have
'/software/components/xen/network/bridges/xenbr0/netdev' = 'eth0';
