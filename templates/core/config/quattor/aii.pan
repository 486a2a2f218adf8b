# The automated installation of a machine.
#
# Sets: /system/aii
# Reads: as quattor/aii/config

unique template config/quattor/aii;

include 'quattor/aii/config';
