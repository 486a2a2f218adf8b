# A virtual processor of Xen, 64 bit.
#
# Sets: vendor, model, speed (0: that of the host), arch, cores
# Reads: nothing

structure template hardware/cpu/xen_vcpu;

'vendor' = 'Xen';
'model' = 'vcpu';
'speed' = 0;
'arch' = 'x86_64';
'cores' = 1;
