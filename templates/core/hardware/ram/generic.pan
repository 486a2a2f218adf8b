# A memory module.
#
# Sets: size (MB), which has no value yet
# Reads: nothing

structure template hardware/ram/generic;

'size' = undef;
