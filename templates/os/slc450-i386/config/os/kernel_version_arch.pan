# Kernel of Scientific Linux CERN 4.5.
#
# Sets: OS_KERNEL_VERSION_DEFAULT
# Reads: nothing

unique template config/os/kernel_version_arch;

variable OS_KERNEL_VERSION_DEFAULT ?= dict('slc450', '2.6.9-55.EL');
