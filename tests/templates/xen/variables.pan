# What each variable of the Xen templates is if nothing sets it.

object template defaults;

include 'alone';
include 'xen/variables';

'/XEN_DB' = XEN_DB;
'/XEN_GUESTS' = XEN_GUESTS;
'/XEN_PROFILE_PREFIX' = XEN_PROFILE_PREFIX;
'/XEN_GUESTS_MACHINE_DB' = XEN_GUESTS_MACHINE_DB;
'/XEN_VG' = XEN_VG;
'/XEN_CREATE_FILESYSTEMS' = XEN_CREATE_FILESYSTEMS;
'/XEN_CREATE_DOMAINS' = XEN_CREATE_DOMAINS;
'/XEN_BOOTLOADER_DEFAULT' = XEN_BOOTLOADER_DEFAULT;
'/XEN_BOOTLOADER' = XEN_BOOTLOADER;
'/XEN_BOOTARGS_DEFAULT' = XEN_BOOTARGS_DEFAULT;
'/XEN_BOOTARG_DEFAULT' = XEN_BOOTARG_DEFAULT;
'/XEN_BOOTARGS' = XEN_BOOTARGS;
'/XEN_BOOT_DEVICE' = XEN_BOOT_DEVICE;
'/XEN_DOM0_ROOT_DEVICE' = XEN_DOM0_ROOT_DEVICE;
'/XEN_DOM0_MEM' = XEN_DOM0_MEM;
'/XEN_DISABLE_SELINUX' = XEN_DISABLE_SELINUX;
'/XEN_NETWORK_BRIDGES' = XEN_NETWORK_BRIDGES;
'/XEN_VIF_BRIDGE' = XEN_VIF_BRIDGE;
'/XEN_AUTO_NETWORK' = XEN_AUTO_NETWORK;
'/XEN_INDEPENDENT_WALLCLOCK' = XEN_INDEPENDENT_WALLCLOCK;
'/XEN_GUEST_PARTITIONING' = XEN_GUEST_PARTITIONING;
'/undefined' = {
    names = list();
    if (!is_defined(XEN_RAM)) append(names, 'XEN_RAM');
    if (!is_defined(XEN_VERSION)) append(names, 'XEN_VERSION');
    if (!is_defined(XEN_LINUX_VERSION)) append(names, 'XEN_LINUX_VERSION');
    if (!is_defined(XEN_LINUX_SUFFIX)) append(names, 'XEN_LINUX_SUFFIX');
    if (!is_defined(XEN_HYPERVISOR_FILE)) append(names, 'XEN_HYPERVISOR_FILE');
    if (!is_defined(XEN_INITRD_FILE)) append(names, 'XEN_INITRD_FILE');
    if (!is_defined(XEN_GUEST_KERNEL_VERSION)) append(names, 'XEN_GUEST_KERNEL_VERSION');
    if (!is_defined(XEN_GUEST_KERNEL_SUFFIX)) append(names, 'XEN_GUEST_KERNEL_SUFFIX');
    if (!is_defined(XEN_GUEST_KERNEL_PACKAGE)) append(names, 'XEN_GUEST_KERNEL_PACKAGE');
    if (!is_defined(XEN_NBP_ROOT)) append(names, 'XEN_NBP_ROOT');
    names;
};

# golden: text

object template from-another;

include 'alone';
variable XEN_DB = dict('from-another', list('a', 'b'), 'other', list('c'));
variable XEN_BOOTARGS_DEFAULT = '-q';
include 'xen/variables';

'/guests' = XEN_GUESTS;
'/bootarg' = XEN_BOOTARG_DEFAULT;

# expect: /guests = list('a', 'b')
# expect: /bootarg = '-q'
