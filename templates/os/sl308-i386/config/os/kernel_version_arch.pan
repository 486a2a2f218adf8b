# Kernel of Scientific Linux 3.0.8.
#
# Sets: OS_KERNEL_VERSION_DEFAULT
# Reads: nothing

unique template config/os/kernel_version_arch;

variable OS_KERNEL_VERSION_DEFAULT ?= dict('sl308', '2.4.21-47.0.1.EL');
