# A SATA disk.
#
# Sets: model, interface and capacity (MB), which has no value yet
# Reads: nothing

structure template hardware/harddisk/generic/sata;

'model' = 'Generic SATA disk';
'interface' = 'sata';
'capacity' = undef;
