# A SCSI disk.
#
# Sets: model, interface and capacity (MB), which has no value yet
# Reads: nothing

structure template hardware/harddisk/generic/scsi;

'model' = 'Generic SCSI disk';
'interface' = 'scsi';
'capacity' = undef;
