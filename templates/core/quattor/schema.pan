# The root of the schema: what the four top folders of a profile may hold.
#
# Sets: type structure_profile and all types it is made of
# Reads: nothing

declaration template quattor/schema;

include 'pan/types';
include 'quattor/functions/validation';
include 'quattor/types/component';
include 'quattor/types/hardware';
include 'quattor/types/software';
include 'quattor/types/system';

@documentation{
    The type of '/'
}
type structure_profile = {
    "hardware" : structure_hardware
    "software" ? structure_software
    "system" : structure_system
};
