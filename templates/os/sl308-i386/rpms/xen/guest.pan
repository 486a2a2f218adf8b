# Packages of a Xen guest on Scientific Linux 3.0.8, 32 bit.
#
# Sets: /software/packages
# Reads: XEN_GUEST_KERNEL_VERSION (set by xen/guest/config)

unique template rpms/xen/guest;

include 'components/spma/functions';

'/software/packages' = {
    # inferred: the kernels of a real machine are of no use in a guest
    pkg_del('kernel');
    pkg_del('kernel-smp');
    # The version of the kernel is known, 2.4.21-47.0.1.EL.cernxenU; inferred: that the package is called this.
    pkg_repl('kernel-xenU', XEN_GUEST_KERNEL_VERSION + '.cern', 'i686');
};
