# Component of the interfaces; their types are in components/network/core-schema.
#
# Sets: type component_network
# Reads: nothing

declaration template components/network/schema;

include 'pan/types';
include 'quattor/types/component';

include 'components/network/core-schema';

type component_network = {
    include structure_component
};
