# Changes that MACHINE_PARAMS makes to a hardware description.
#
# Sets: function update_hw_params
# Reads: MACHINE_PARAMS  dict of host (plain FQDN) to dict of 'ram' (MB), 'disk' (MB, of the first disk) and
#        'mac' (of eth0); no default
#        FULL_HOSTNAME

unique template hardware/functions;

@documentation{
    desc = SELF (/hardware) with what MACHINE_PARAMS says of this machine
}
function update_hw_params = {
    if (exists(MACHINE_PARAMS[FULL_HOSTNAME])) {
        foreach (name; setting; MACHINE_PARAMS[FULL_HOSTNAME]) {
            if (name == 'ram') {
                SELF['ram'][0]['size'] = setting;
            } else if (name == 'mac') {
                SELF['cards']['nic']['eth0']['hwaddr'] = setting;
            } else if (name == 'disk') {
                if (!exists(SELF['harddisks']) || length(SELF['harddisks']) == 0) {
                    error('MACHINE_PARAMS of %s sets a disk size, but there is no disk', FULL_HOSTNAME);
                };
                SELF['harddisks'][key(SELF['harddisks'], 0)]['capacity'] = setting;
            };
        };
    };
    SELF;
};
