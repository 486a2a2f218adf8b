# The type of the whole profile.
#
# Sets: the binding of '/' to structure_profile
# Reads: nothing

unique template quattor/profile_base;

include 'pan/units';
include 'quattor/schema';

bind '/' = structure_profile;
