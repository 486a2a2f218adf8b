# What a guest's profile says for the tools that install guests. The records of /system/aii are closed, so it
# has a place of its own among the components; it is never active.
#
# Sets: type component_xen_guest
# Reads: nothing

declaration template xen/guest/schema;

include 'quattor/schema';

type component_xen_guest = {
    include structure_component
    @{who partitions the disks: the lines of the kickstart file, or the script of AII}
    "partitioning" : choice('anaconda', 'aii') = 'anaconda'
};
