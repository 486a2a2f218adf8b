# Packages of a Xen guest on Enterprise Linux 9: none but those of any machine.
#
# Sets: nothing
# Reads: nothing

unique template rpms/xen/guest;
