# For templates that are tested alone: what the packages of any component need.
#
# Sets: /software/repositories (none)
# Reads: nothing

template alone;

'/software/repositories' = list();
