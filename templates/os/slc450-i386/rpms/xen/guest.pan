# Packages of a Xen guest on Scientific Linux CERN 4.5, 32 bit.
#
# Sets: /software/packages
# Reads: XEN_GUEST_KERNEL_VERSION (set by xen/guest/config)

unique template rpms/xen/guest;

include 'components/spma/functions';

'/software/packages' = {
    # inferred: the kernels of a real machine are of no use in a guest
    pkg_del('kernel');
    pkg_del('kernel-smp');
    pkg_repl('kernel-xenU', XEN_GUEST_KERNEL_VERSION, 'i686');
};
