# Kernel and architecture of the machine.
#
# Sets: /system/kernel/version, /system/architecture
#       KERNEL_VERSION_NUM  version without a variant; default the entry of OS_KERNEL_VERSION for
#                           NODE_OS_VERSION or for its version part, undef if there is none
#       KERNEL_VARIANT      such as smp; default none
#       KERNEL_VERSION      both together, undef without KERNEL_VERSION_NUM
#       CPU_ARCH            i686 or x86_64; default the architecture of the operating system, i686 for i386
#       PKG_ARCH_DEFAULT    i386 or x86_64: most packages
#       PKG_ARCH_KERNEL     CPU_ARCH
# Reads: config/os/kernel_version_arch of the platform, if it exists: it sets OS_KERNEL_VERSION_DEFAULT
#        OS_KERNEL_VERSION   dict of OS version to kernel version, of the site; default empty
#        OS_VERSION_PARAMS, NODE_OS_VERSION, /hardware/cpu/0/arch

unique template os/kernel_version_arch;

include if_exists('config/os/kernel_version_arch');
variable OS_KERNEL_VERSION_DEFAULT ?= dict();
variable OS_KERNEL_VERSION = {
    foreach (version; kernel; OS_KERNEL_VERSION_DEFAULT) {
        if (!is_defined(SELF[version])) SELF[version] = kernel;
    };
    SELF;
};

variable KERNEL_VERSION_NUM ?= if (is_defined(OS_KERNEL_VERSION[NODE_OS_VERSION])) {
    OS_KERNEL_VERSION[NODE_OS_VERSION];
} else if (is_defined(OS_KERNEL_VERSION[OS_VERSION_PARAMS['version']])) {
    OS_KERNEL_VERSION[OS_VERSION_PARAMS['version']];
};
variable KERNEL_VARIANT ?= '';
variable KERNEL_VERSION = if (is_defined(KERNEL_VERSION_NUM)) KERNEL_VERSION_NUM + KERNEL_VARIANT;

variable CPU_ARCH ?= {
    arch = if (OS_VERSION_PARAMS['arch'] == 'i386') 'i686' else OS_VERSION_PARAMS['arch'];
    if (arch != 'i686' && exists('/hardware/cpu/0/arch') && value('/hardware/cpu/0/arch') == 'i386') {
        error('%s: %s does not run on a 32-bit processor', FULL_HOSTNAME, NODE_OS_VERSION);
    };
    arch;
};
variable PKG_ARCH_DEFAULT ?= if (CPU_ARCH == 'i686') 'i386' else CPU_ARCH;
variable PKG_ARCH_KERNEL ?= CPU_ARCH;

'/system/architecture' ?= PKG_ARCH_DEFAULT;
'/system/kernel' ?= dict();
'/system/kernel/version' = if (is_defined(KERNEL_VERSION)) KERNEL_VERSION else null;
