# A processor of one core, 2.8 GHz, 32 bit.
#
# Sets: vendor, model, speed (MHz), arch, cores
# Reads: nothing

structure template hardware/cpu/intel/xeon_2800;

'vendor' = 'Intel';
'model' = 'Xeon 2.80GHz';
'speed' = 2800 * MHz;
'arch' = 'i386';
'cores' = 1;
