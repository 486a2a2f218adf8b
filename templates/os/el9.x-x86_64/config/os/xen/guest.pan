# Enterprise Linux 9 as a Xen guest: its kernel, and that of its installer, is the same as on a real machine.
#
# Sets: XEN_GUEST_KERNEL_PACKAGE (none), XEN_GUEST_KERNEL_SUFFIX (none), XEN_NBP_ROOT
# Reads: AII_NBP_ROOT

unique template config/os/xen/guest;

variable XEN_GUEST_KERNEL_PACKAGE ?= '';
variable XEN_GUEST_KERNEL_SUFFIX ?= '';
variable XEN_NBP_ROOT ?= AII_NBP_ROOT;
