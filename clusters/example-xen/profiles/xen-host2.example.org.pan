# A Xen host whose guests are named here instead of in site/xen/db.

object template xen-host2.example.org;

variable XEN_GUESTS = list('xen-guest3.example.org', 'xen-guest4.example.org');

# xen-guest3 boots the kernel on its own disk.
variable XEN_BOOTLOADER = dict('xen-guest3.example.org', '/usr/bin/pygrub');
variable XEN_BOOTARGS = dict('xen-guest3.example.org', '--entry=1');

# xen-guest4 is in the network of the second card.
variable XEN_NETWORK_BRIDGES = dict(
    'xenbr0', dict('netdev', 'eth0', 'vifnum', 0),
    'xenbr1', dict('netdev', 'eth1', 'vifnum', 1),
);
variable XEN_VIF_BRIDGE = dict('xen-guest4.example.org', dict('eth0', 'xenbr1'));

include 'machine-types/core';

include 'xen/host/config';

include PKG_REPOSITORY_CONFIG;
