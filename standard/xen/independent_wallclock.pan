# A guest that keeps its own time.
#
# Sets: kernel parameter xen.independent_wallclock to 1
# Reads: nothing

unique template xen/independent_wallclock;

include 'components/sysctl/config';

'/software/components/sysctl/variables/xen.independent_wallclock' = '1';
