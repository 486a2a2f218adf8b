# A processor of two cores, 3 GHz, 64 bit.
#
# Sets: vendor, model, speed (MHz), arch, cores
# Reads: nothing

structure template hardware/cpu/intel/xeon_5160;

'vendor' = 'Intel';
'model' = 'Xeon 5160';
'speed' = 3 * GHz;
'arch' = 'x86_64';
'cores' = 2;
