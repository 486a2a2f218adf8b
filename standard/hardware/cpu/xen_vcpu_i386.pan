# A virtual processor of Xen, 32 bit.
#
# Sets: vendor, model, speed (0: that of the host), arch, cores
# Reads: nothing

structure template hardware/cpu/xen_vcpu_i386;

include 'hardware/cpu/xen_vcpu';

'arch' = 'i386';
