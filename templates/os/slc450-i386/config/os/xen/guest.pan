# Scientific Linux CERN 4.5 as a Xen guest.
#
# Sets: XEN_GUEST_KERNEL_PACKAGE, XEN_NBP_ROOT
# Reads: nothing

unique template config/os/xen/guest;

variable XEN_GUEST_KERNEL_PACKAGE ?= 'kernel-xenU';
variable XEN_NBP_ROOT ?= 'slc450_i386_xen';
