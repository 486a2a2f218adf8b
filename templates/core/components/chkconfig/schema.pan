# Services that start with the machine.
#
# Sets: type component_chkconfig
# Reads: nothing

declaration template components/chkconfig/schema;

include 'pan/types';
include 'quattor/types/component';

@documentation{
    Run levels of a service, such as 2345; empty: those the service itself names.
}
type service_levels = string with match(SELF, '^[0-7]*$');

type service_type = {
    "add" ? boolean
    "del" ? boolean
    "on" ? service_levels
    "off" ? service_levels
    "reset" ? service_levels
    @{true: also start or stop the service now}
    "startstop" ? boolean
} with !(exists(SELF['add']) && exists(SELF['del'])) || error('a service cannot be both added and deleted');

type component_chkconfig = {
    include structure_component
    "default" ? choice('ignore', 'off')
    "service" ? service_type{}
};
