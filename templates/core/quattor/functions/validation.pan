# Functions that types use to compare one part of a profile with another.
#
# Sets: functions is_component_list, is_valid_nic_list
# Reads: nothing

declaration template quattor/functions/validation;

include 'pan/functions';

@documentation{
    desc = true if every name is a component of the profile, else an error that names the missing one
    arg = list of names
}
function is_component_list = {
    foreach (i; name; ARGV[0]) {
        if (!exists('/software/components/' + name)) {
            error('component %s is depended on, but is not in the profile', name);
        };
    };
    true;
};

@documentation{
    desc = true if at most one network card is flagged as boot device and no MAC address comes twice
    arg = dict of network cards
}
function is_valid_nic_list = {
    boot = list();
    owner = dict();
    foreach (name; nic; ARGV[0]) {
        if (exists(nic['boot']) && nic['boot']) append(boot, name);
        address = escape(to_lowercase(nic['hwaddr']));
        if (exists(owner[address])) {
            error('network cards %s and %s have the same MAC address %s', owner[address], name, nic['hwaddr']);
        };
        owner[address] = name;
    };
    if (length(boot) > 1) error('more than one network card to boot from: %s', join(', ', boot));
    true;
};
