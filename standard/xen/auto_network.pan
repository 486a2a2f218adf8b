# Bridges of a host and of its guests' network cards, from the networks both are in.
#
# Every interface of the host gets a bridge xenbrN, except the members of a bond. A network card of a guest is put on
# the bridge of the host's interface that reaches the static address of the card; a card without such an address
# is left alone. What the site has set in either variable stays.
#
# Sets: XEN_NETWORK_BRIDGES, XEN_VIF_BRIDGE; an entry of /system/network/interfaces for each network card of the host
# Reads: XEN_GUESTS, XEN_PROFILE_PREFIX (defaults in xen/variables); /hardware/cards/nic, /system/network/interfaces;
#        of each guest /system/network/interfaces

unique template xen/auto_network;

include 'xen/variables';
include 'components/network/config';

'/system/network/interfaces' = {
    foreach (card; nic; value('/hardware/cards/nic')) {
        if (!exists(SELF[card])) SELF[card] = dict('bootproto', 'none');
    };
    SELF;
};

variable XEN_NETWORK_BRIDGES = {
    bridged = dict();
    foreach (bridge; params; SELF) {
        digits = matches(bridge, '^xenbr(\d+)$');
        if (is_defined(params['netdev'])) {
            bridged[params['netdev']] = bridge;
        } else if (length(digits) == 2) {
            bridged['eth' + digits[1]] = bridge;
        };
    };
    number = 0;
    foreach (interface; params; value('/system/network/interfaces')) {
        bridge = 'xenbr' + to_string(number);
        if (!exists(SELF[bridge]) && !exists(bridged[interface]) && !exists(params['master'])) {
            SELF[bridge] = dict('netdev', interface, 'vifnum', number);
        };
        number = number + 1;
    };
    SELF;
};

@documentation{
    desc = "the interface of this host in the smallest network that an address is in, '' if there is none. Networks
        are those of addresses, aliases and routes without a gateway"
    arg = IPv4 address
}
function xen_interface_of_address = {
    wanted = ip4_to_long(ARGV[0]);
    found = '';
    best = -1;
    foreach (interface; params; value('/system/network/interfaces')) {
        networks = list();
        if (exists(params['ip']) && exists(params['netmask'])) append(networks, list(params['ip'], params['netmask']));
        if (exists(params['aliases'])) {
            foreach (name; alias; params['aliases']) {
                if (exists(alias['ip'])) append(networks, list(alias['ip'], alias['netmask']));
            };
        };
        if (exists(params['route'])) {
            foreach (i; route; params['route']) {
                if (!exists(route['gateway']) && is_ipv4(route['address'])) {
                    netmask = if (exists(route['netmask'])) route['netmask'] else '255.255.255.255';
                    if (exists(route['prefix'])) {
                        # as many ones as the prefix says, in 32 bits
                        size = 1;
                        for (bit = route['prefix']; bit < 32; bit = bit + 1) {
                            size = size * 2;
                        };
                        netmask = long_to_ip4(4294967296 - size);
                    };
                    append(networks, list(route['address'], netmask));
                };
            };
        };
        foreach (i; network; networks) {
            address = ip4_to_long(network[0]);
            mask = ip4_to_long(network[1]);
            if ((wanted[0] & mask[0]) == (address[0] & mask[0]) && mask[0] > best) {
                best = mask[0];
                found = interface;
            };
        };
    };
    found;
};

variable XEN_VIF_BRIDGE = {
    bridges = dict();
    foreach (bridge; params; XEN_NETWORK_BRIDGES) {
        digits = matches(bridge, '^xenbr(\d+)$');
        if (is_defined(params['netdev'])) {
            bridges[params['netdev']] = bridge;
        } else if (length(digits) == 2) {
            bridges['eth' + digits[1]] = bridge;
        };
    };
    foreach (i; guest; XEN_GUESTS) {
        foreach (card; params; value(xen_guest_profile(guest) + '/system/network/interfaces', dict())) {
            static = !exists(params['bootproto']) || params['bootproto'] == 'static';
            if (static && exists(params['ip']) && !exists(SELF[guest][card])) {
                interface = xen_interface_of_address(params['ip']);
                if (interface != '' && exists(bridges[interface])) SELF[guest][card] = bridges[interface];
            };
        };
    };
    SELF;
};
