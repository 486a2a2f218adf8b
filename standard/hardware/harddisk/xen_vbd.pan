# A virtual disk of Xen.
#
# Sets: model, interface and capacity (MB), which has no value yet
# Reads: nothing

structure template hardware/harddisk/xen_vbd;

'model' = 'Xen virtual disk';
'interface' = 'scsi';
'capacity' = undef;
