# The operating system of a machine: kernel, base packages, network.
#
# Sets: /system/kernel, /system/network, /software/packages
# Reads: OS_BASE_CONFIGURE_NETWORK false leaves the network to the site; default true
#        OS_BASE_CONFIG_SITE       template included at the end; default none

unique template config/core/base;

include 'os/kernel_version_arch';
include 'rpms/base';

variable OS_BASE_CONFIGURE_NETWORK ?= true;
include if (OS_BASE_CONFIGURE_NETWORK) 'os/network/config';

variable OS_BASE_CONFIG_SITE ?= null;
include OS_BASE_CONFIG_SITE;
