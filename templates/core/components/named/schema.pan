# Resolver of the machine.
#
# Sets: type component_named
# Reads: nothing

declaration template components/named/schema;

include 'pan/types';
include 'quattor/types/component';

type component_named = {
    include structure_component
    "servers" ? type_ip[1..3]
    "search" ? type_fqdn[1..6]
    "start" ? boolean
};
