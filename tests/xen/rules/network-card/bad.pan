object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/hardware/cards/nic/eth0/driver' = 'bnx2';
# BAD eth0 of h.example.org may fail on a bridge of Xen: .*PowerEdge 1950.*2\.6\.18-1\.2835\.slc4xen
