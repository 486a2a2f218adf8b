# For templates that are tested alone: a machine with a name, the units, and what the packages of any component need.
#
# Sets: FULL_HOSTNAME (default the name of the object template), /software/repositories (none)
# Reads: nothing

template alone;

include 'pan/units';

variable FULL_HOSTNAME ?= OBJECT;

'/software/repositories' = list();
