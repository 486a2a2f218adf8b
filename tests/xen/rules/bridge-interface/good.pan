object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
variable BRIDGE = 'xenbr0';
include 'host';
'/software/components/xen/network' = dict('bridges', dict('xenbr0', dict()),
    'vlans', dict('vlanbr7', dict('netdev', 'eth0', 'vlan', 7)));
