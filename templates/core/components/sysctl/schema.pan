# Parameters of the running kernel.
#
# Sets: type component_sysctl
# Reads: nothing

declaration template components/sysctl/schema;

include 'pan/types';
include 'quattor/types/component';

type component_sysctl = {
    include structure_component
    "command" : absolute_file_path = '/sbin/sysctl'
    "confFile" : string = '/etc/sysctl.conf' with match(SELF, '^(/.+|[^/]+)\.conf$')
    @{by name of the parameter, as it is written in the file}
    "variables" ? string{}
};
