# Scientific Linux 3.0.8 as a Xen guest. Its kernel for guests, and the installer, are those of CERN.
#
# Sets: XEN_GUEST_KERNEL_PACKAGE, XEN_GUEST_KERNEL_SUFFIX, XEN_NBP_ROOT
# Reads: nothing

unique template config/os/xen/guest;

variable XEN_GUEST_KERNEL_PACKAGE ?= 'kernel-xenU'; # inferred
variable XEN_GUEST_KERNEL_SUFFIX ?= '.cernxenU';
variable XEN_NBP_ROOT ?= 'slc308_i386_xen';
