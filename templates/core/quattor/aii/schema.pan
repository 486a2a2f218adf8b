# The plug-ins of the automated installation and their types.
#
# Sets: types structure_pxelinux_pxe_info, structure_ks_ks_info
# Reads: nothing

unique template quattor/aii/schema;

include 'quattor/aii/ks/schema';
include 'quattor/aii/pxelinux/schema';
