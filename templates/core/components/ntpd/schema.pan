# Servers of the clock daemon.
#
# Sets: type component_ntpd
# Reads: nothing

declaration template components/ntpd/schema;

include 'pan/types';
include 'quattor/types/component';

type component_ntpd = {
    include structure_component
    "servers" ? type_hostname[]
    "driftfile" ? absolute_file_path
    "servicename" ? string
    "includelocalhost" : boolean = true
    "enablelocalhostdebug" : boolean = true
};
