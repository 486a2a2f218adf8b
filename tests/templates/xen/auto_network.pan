# Bridges from the networks of a host and of its guests.

object template bridges;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict(), 'eth2', dict(), 'eth3', dict());
'/system/network/interfaces' = dict(
    'bond0', dict('ip', '192.0.2.10', 'netmask', '255.255.255.0'),
    'eth0', dict('bootproto', 'none', 'master', 'bond0'),
    'eth1', dict('bootproto', 'static', 'ip', '198.51.100.10', 'netmask', '255.255.255.0'),
);
variable XEN_NETWORK_BRIDGES = dict('mine', dict('netdev', 'eth2', 'vifnum', 7));
include 'xen/auto_network';
'/bridges' = XEN_NETWORK_BRIDGES;
'/cards' = XEN_VIF_BRIDGE;

# expect: /system/network/interfaces/eth0 = dict('bootproto', 'none', 'master', 'bond0')
# expect: /system/network/interfaces/eth1/ip = '198.51.100.10'
# expect: /system/network/interfaces/eth2 = dict('bootproto', 'none')
# expect: /system/network/interfaces/eth3 = dict('bootproto', 'none')
# expect: /bridges/mine = dict('netdev', 'eth2', 'vifnum', 7)
# expect: /bridges/xenbr0 = dict('netdev', 'bond0', 'vifnum', 0)
# expect: /bridges/xenbr1 = null
# expect: /bridges/xenbr2 = dict('netdev', 'eth1', 'vifnum', 2)
# expect: /bridges/xenbr3 = null
# expect: /bridges/xenbr4 = dict('netdev', 'eth3', 'vifnum', 4)
# expect: /cards = dict()

object template bridges-by-name;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict());
variable XEN_NETWORK_BRIDGES = dict('xenbr1', dict('vifnum', 1), 'other', dict('vifnum', 2), 'xenbr0', dict());
include 'xen/auto_network';
'/bridges' = XEN_NETWORK_BRIDGES;

# expect: /bridges/xenbr0 = dict()
# expect: /bridges/xenbr1 = dict('vifnum', 1)
# expect: /bridges/other = dict('vifnum', 2)
# expect: /bridges/xenbr2 = null

object template bridge-of-another-card;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict());
'/system/network/interfaces/bond0' = dict('ip', '192.0.2.10', 'netmask', '255.255.255.0');
variable XEN_NETWORK_BRIDGES = dict('xenbr1', dict());
include 'xen/auto_network';
'/bridges' = XEN_NETWORK_BRIDGES;

# eth0 would have xenbr1, and xenbr1 has eth1.
# expect: /bridges = dict('xenbr0', dict('netdev', 'bond0', 'vifnum', 0), 'xenbr1', dict())

object template bridges-of-the-second-card;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict());
variable XEN_NETWORK_BRIDGES = dict('xenbr1', dict('netdev', 'eth0'));
include 'xen/auto_network';
'/bridges' = XEN_NETWORK_BRIDGES;

# expect: /bridges = dict('xenbr1', dict('netdev', 'eth0'))

object template cards;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict(), 'eth2', dict(), 'eth3', dict(), 'eth4', dict(),
    'eth5', dict());
'/system/network/interfaces' = dict(
    'eth0', dict('ip', '10.0.0.10', 'netmask', '255.0.0.0'),
    'eth1', dict('ip', '10.1.0.10', 'netmask', '255.255.0.0',
        'aliases', dict('a', dict('ip', '192.0.2.10', 'netmask', '255.255.255.0'), 'b', dict('netmask', '255.0.0.0'))),
    'eth2', dict('route', list(
        dict('address', '198.51.100.0', 'prefix', 24),
        dict('address', '203.0.113.0', 'netmask', '255.255.255.128'),
        dict('address', '203.0.113.200'),
        dict('address', '172.16.0.0', 'netmask', '255.240.0.0', 'gateway', '10.0.0.1'),
        dict('address', '2001:db8::', 'prefix', 32),
    )),
    'eth3', dict('bootproto', 'dhcp'),
    'eth4', dict('ip', '10.1.2.3'),
    'eth5', dict('ip', '11.0.0.10', 'netmask', '254.0.0.0'),
);
variable XEN_GUESTS = list('g1', 'g2', 'no-such-profile');
variable XEN_VIF_BRIDGE = dict('g2', dict('eth0', 'mine'));
include 'xen/auto_network';
'/cards' = XEN_VIF_BRIDGE;

# xenbr0 to xenbr5 are the bridges of eth0 to eth5; the smallest network counts.
# expect: /cards/g1/near = 'xenbr1'
# expect: /cards/g1/far = 'xenbr0'
# expect: /cards/g1/alias = 'xenbr1'
# expect: /cards/g1/routed = 'xenbr2'
# expect: /cards/g1/beside = null
# expect: /cards/g1/lower = 'xenbr2'
# expect: /cards/g1/upper = null
# expect: /cards/g1/single = 'xenbr2'
# expect: /cards/g1/gateway = null
# expect: /cards/g1/nowhere = null
# expect: /cards/g1/static = 'xenbr0'
# expect: /cards/g1/dynamic = null
# expect: /cards/g1/none = null
# expect: /cards/g2/eth0 = 'mine'
# expect: /cards/g2/eth1 = 'xenbr0'
# expect: /cards/no-such-profile = null

object template g1;

'/system/network/interfaces' = dict(
    'near', dict('ip', '10.1.0.99'),
    'far', dict('ip', '10.2.0.99'),
    'alias', dict('ip', '192.0.2.99'),
    'routed', dict('ip', '198.51.100.99'),
    'beside', dict('ip', '198.51.101.99'),
    'lower', dict('ip', '203.0.113.99'),
    'upper', dict('ip', '203.0.113.201'),
    'single', dict('ip', '203.0.113.200'),
    'gateway', dict('ip', '172.16.0.99'),
    'nowhere', dict('ip', '192.168.0.99'),
    'static', dict('ip', '10.2.0.98', 'bootproto', 'static'),
    'dynamic', dict('ip', '10.2.0.97', 'bootproto', 'dhcp'),
    'none', dict('bootproto', 'static'),
);

object template g2;

'/system/network/interfaces' = dict('eth0', dict('ip', '10.2.0.1'), 'eth1', dict('ip', '10.2.0.2'));

object template cards-by-name;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict());
'/system/network/interfaces' = dict(
    'eth0', dict('ip', '10.0.0.10', 'netmask', '255.0.0.0'),
    'eth1', dict('ip', '192.0.2.10', 'netmask', '255.255.255.0'),
);
variable XEN_NETWORK_BRIDGES = dict('xenbr1', dict(), 'other', dict(), 'mine', dict('netdev', 'eth0'));
variable XEN_GUESTS = list('g3');
include 'xen/auto_network';
'/bridges' = XEN_NETWORK_BRIDGES;
'/cards' = XEN_VIF_BRIDGE;

# expect: /bridges = dict('mine', dict('netdev', 'eth0'), 'other', dict(), 'xenbr1', dict())
# expect: /cards/g3 = dict('eth0', 'mine', 'eth1', 'xenbr1')

object template g3;

'/system/network/interfaces' = dict('eth0', dict('ip', '10.2.0.1'), 'eth1', dict('ip', '192.0.2.11'));

object template the-smallest-network-first;

include 'alone';
'/hardware/cards/nic' = dict('eth0', dict(), 'eth1', dict(), 'eth2', dict());
'/system/network/interfaces' = dict(
    'eth0', dict('ip', '10.1.0.10', 'netmask', '255.255.0.0'),
    'eth1', dict('ip', '10.2.0.10', 'netmask', '255.0.0.0'),
    'eth2', dict('route', list(dict('address', '0.0.0.0', 'prefix', 0))),
);
variable XEN_GUESTS = list('g4');
include 'xen/auto_network';
'/cards' = XEN_VIF_BRIDGE;

# What is in no other network is in that of all addresses.
# expect: /cards/g4 = dict('anywhere', 'xenbr2', 'near', 'xenbr0')

object template g4;

'/system/network/interfaces' = dict('near', dict('ip', '10.1.0.99'), 'anywhere', dict('ip', '192.168.0.99'));

object template as-part-of-the-host;

include 'alone';
'/hardware/cards/nic/eth0' = dict();
'/system/network/interfaces/eth0' = dict('ip', '192.0.2.10', 'netmask', '255.255.255.0');
variable XEN_GUESTS = list('networked');
variable XEN_AUTO_NETWORK = true;
include 'xen/configure_guests';

# expect: /software/components/xen/network/bridges = dict('xenbr0', dict('netdev', 'eth0', 'vifnum', 0))
# expect: /software/components/xen/domains/networked/options/vif = list('mac=00:16:3e:00:00:01,bridge=xenbr0')
# expect: /software/components/network/active = true

object template networked;

include 'small-guest';
'/system/network/interfaces/eth0' = dict('ip', '192.0.2.11');
