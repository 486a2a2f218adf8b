# Interfaces, addresses and names of the machine; part of quattor/schema.
#
# Sets: types structure_network, network_interface and their parts
# Reads: nothing

declaration template components/network/core-schema;

include 'pan/types';
include 'quattor/functions/network';

type network_route = {
    "address" : string with SELF == 'default' || is_ip(SELF)
    "netmask" ? type_ip
    "prefix" ? type_ipv4_prefix_length
    "gateway" ? type_ip
} with !(exists(SELF['netmask']) && exists(SELF['prefix'])) || error('a route has a netmask or a prefix, not both');

type network_interface_alias = {
    "ip" : type_ip
    "netmask" : type_ip
    "broadcast" ? type_ip
    "fqdn" ? type_fqdn
};

type network_interface = {
    "ip" ? type_ip
    "gateway" ? type_ip
    "netmask" ? type_ip
    "broadcast" ? type_ip
    "driver" ? string
    "bootproto" ? choice('static', 'bootp', 'dhcp', 'none')
    "onboot" ? boolean
    "type" ? choice('Ethernet', 'Bridge', 'Tap')
    "device" ? string
    "mtu" ? long(68..65535)
    @{the bond that this interface is part of}
    "master" ? string
    "bridge" ? valid_interface
    "route" ? network_route[]
    "aliases" ? network_interface_alias{}
    @{true: write the address of /hardware/cards/nic into the configuration}
    "set_hwaddr" ? boolean
    "vlan" ? boolean
    "fqdn" ? type_fqdn
} with {
    if (exists(SELF['ip']) && exists(SELF['netmask'])) {
        foreach (i; field; list('gateway', 'broadcast')) {
            if (exists(SELF[field]) && !ip_in_network(SELF[field], SELF['ip'], SELF['netmask'])) {
                error('%s %s is not in the network of %s, netmask %s', field, SELF[field], SELF['ip'], SELF['netmask']);
            };
        };
    };
    true;
};

type structure_network = {
    "domainname" : type_fqdn
    "hostname" : type_shorthostname
    "realhostname" ? type_hostname
    "default_gateway" ? type_ip
    "gatewaydev" ? valid_interface
    "interfaces" : network_interface{1..}
    "nameserver" ? type_ip[]
    "nozeroconf" ? boolean
    "set_hwaddr" ? boolean
} with {
    reachable = !exists(SELF['default_gateway']);
    foreach (name; interface; SELF['interfaces']) {
        if (!reachable && exists(interface['ip']) && exists(interface['netmask'])) {
            reachable = ip_in_network(SELF['default_gateway'], interface['ip'], interface['netmask']);
        };
    };
    reachable || error('no interface reaches the default gateway %s', SELF['default_gateway']);
};
