# Functions on network cards, interfaces and addresses.
#
# Sets: functions boot_nic, copy_network_params, ip_in_network
# Reads: NETWORK_PARAMS (copy_network_params), /hardware/cards/nic

declaration template quattor/functions/network;

include 'pan/types';

@documentation{
    desc = the name of the network card flagged as boot device
}
function boot_nic = {
    foreach (name; nic; value('/hardware/cards/nic')) {
        if (exists(nic['boot']) && nic['boot']) return(name);
    };
    error('no network card in /hardware/cards/nic has boot set to true');
};

@documentation{
    desc = SELF with one interface a network card: the boot card gets NETWORK_PARAMS, any other stays down
}
function copy_network_params = {
    boot = boot_nic();
    foreach (name; nic; value('/hardware/cards/nic')) {
        SELF[name] = if (name == boot) NETWORK_PARAMS else dict('onboot', false, 'bootproto', 'none');
        SELF[name]['set_hwaddr'] = true;
    };
    SELF;
};

@documentation{
    desc = true if an IPv4 address is in a network
    arg = address
    arg = any address of the network
    arg = netmask
}
function ip_in_network = {
    if (ARGC != 3) error('%s: address, network and netmask expected', FUNCTION);
    foreach (i; text; ARGV) {
        if (!is_ipv4(text)) error('%s: "%s" is not an IPv4 address', FUNCTION, to_string(text));
    };
    mask = ip4_to_long(ARGV[2]);
    address = ip4_to_long(ARGV[0]);
    network = ip4_to_long(ARGV[1]);
    (address[0] & mask[0]) == (network[0] & mask[0]);
};
