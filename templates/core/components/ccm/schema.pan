# Where the machine fetches its profile.
#
# Sets: type component_ccm
# Reads: nothing

declaration template components/ccm/schema;

include 'pan/types';
include 'quattor/types/component';

type component_ccm = {
    include structure_component
    "profile" : type_absoluteURI
    "configFile" : absolute_file_path = '/etc/ccm.conf'
    "cache_root" : absolute_file_path = '/var/lib/ccm'
    "get_timeout" : long(0..600) = 30
    "lock_retries" : long(0..) = 3
    "lock_wait" : long(0..) = 30
    "retrieve_retries" : long(0..) = 3
    "retrieve_wait" : long(0..) = 30
    "world_readable" : long(0..1) = 0
};
