# Sums over the hardware description.
#
# Sets: functions get_hw_config, get_num_of_cores, get_total_ram
# Reads: /hardware, unless a function is given another description

declaration template quattor/functions/hardware;

@documentation{
    desc = a hardware description
    arg = none: /hardware; a string: that structure template; a dict: the description itself
}
function get_hw_config = {
    if (ARGC == 0) {
        value('/hardware');
    } else if (is_string(ARGV[0])) {
        create(ARGV[0]);
    } else if (is_dict(ARGV[0])) {
        ARGV[0];
    } else {
        error('%s: neither a template nor a hardware description', FUNCTION);
    };
};

@documentation{
    desc = cores of all processors; a processor that does not tell counts as one
    arg = as for get_hw_config
}
function get_num_of_cores = {
    hardware = if (ARGC == 1) get_hw_config(ARGV[0]) else get_hw_config();
    if (!is_defined(hardware['cpu']) || length(hardware['cpu']) == 0) {
        error('hardware description without a processor');
    };
    cores = 0;
    foreach (i; cpu; hardware['cpu']) {
        number = if (is_defined(cpu['cores'])) cpu['cores'] else 1;
        cores = cores + number;
    };
    cores;
};

@documentation{
    desc = memory of all modules in MB
    arg = as for get_hw_config
}
function get_total_ram = {
    hardware = if (ARGC == 1) get_hw_config(ARGV[0]) else get_hw_config();
    if (!is_defined(hardware['ram']) || length(hardware['ram']) == 0) {
        error('hardware description without memory');
    };
    total = 0;
    foreach (i; module; hardware['ram']) {
        if (!is_defined(module['size'])) error('memory module %d has no size', i);
        total = total + module['size'];
    };
    total;
};
