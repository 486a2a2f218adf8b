# The machine: processors, memory, cards and disks.
#
# Sets: types structure_hardware and its parts
# Reads: nothing

declaration template quattor/types/hardware;

include 'pan/types';
include 'quattor/functions/hardware';
include 'quattor/types/annotation';
include 'quattor/physdevices';

type structure_ram = {
    include structure_annotation
    @{size of the module in MB}
    "size" : long(1..)
};

type structure_cpu = {
    include structure_annotation
    @{clock in MHz; 0 where nobody knows, as for a virtual processor}
    "speed" : long(0..)
    "cores" : long(1..) = 1
    "max_threads" ? long(1..)
} with {
    if (exists(SELF['max_threads']) && SELF['max_threads'] < SELF['cores']) {
        error('a processor of %d cores cannot have only %d threads', SELF['cores'], SELF['max_threads']);
    };
    true;
};

type structure_nic = {
    include structure_annotation
    "hwaddr" : type_hwaddr
    "driver" ? string
    "driverrpms" ? string[]
    "media" ? string
    "maxspeed" ? long(1..)
    "pxe" ? boolean
    @{true on the one card that the machine is installed through}
    "boot" ? boolean
};

type structure_cards = {
    @{by name of the interface: eth0, eth1}
    "nic" : structure_nic{1..}
} with is_valid_nic_list(SELF['nic']);

type structure_console_serial = {
    "unit" ? long(0..7)
    "speed" ? long(300..) = 115200
    "word" ? long(7..8) = 8
    "parity" ? choice('n', 'o', 'e') = 'n'
};

type structure_console = extensible {
    "serial" ? structure_console_serial
    "preferred" ? string[]
};

type structure_hardware = {
    include structure_annotation
    "cpu" ? structure_cpu[]
    "ram" ? structure_ram[]
    "cards" ? structure_cards
    "console" ? structure_console
    "nodename" ? string
    @{by name of the device, escaped: sda, xvda}
    "harddisks" ? structure_raidport{}
};
