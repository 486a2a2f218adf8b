# The installation of a guest: the installer's Xen kernel, and who partitions the disks.
#
# Sets: kernel, initrd and label of /system/aii/nbp/pxelinux
#       XEN_GUEST_KERNEL_PACKAGE in /system/aii/osinstall/ks/packages
#       /software/components/xen_guest/partitioning
# Reads: XEN_NBP_ROOT, XEN_GUEST_KERNEL_PACKAGE, XEN_GUEST_PARTITIONING; defaults in xen/variables
#        AII_NBP_ROOT, AII_NBP_INITRD (default initrd.img)

unique template xen/guest/aii;

include 'xen/variables';
include 'xen/guest/schema';
include 'pan/functions';

variable XEN_NBP_ROOT ?= AII_NBP_ROOT + '_xen';
variable AII_NBP_INITRD ?= 'initrd.img';

# A profile without an installation stays without one.
'/system/aii/nbp/pxelinux' = {
    if (is_defined(SELF)) {
        SELF['label'] = SELF['label'] + ' Xen';
        SELF['kernel'] = XEN_NBP_ROOT + '/vmlinuz';
        SELF['initrd'] = XEN_NBP_ROOT + '/' + AII_NBP_INITRD;
        SELF;
    } else {
        null;
    };
};

'/system/aii/osinstall/ks/packages' = {
    if (!is_defined(SELF)) return(null);
    if (is_defined(XEN_GUEST_KERNEL_PACKAGE) && XEN_GUEST_KERNEL_PACKAGE != '') {
        push(XEN_GUEST_KERNEL_PACKAGE);
    } else {
        SELF;
    };
};

bind '/software/components/xen_guest' = component_xen_guest;

# No component of that name runs on the machine.
prefix '/software/components/xen_guest';
'active' = false;
'dispatch' = false;
'partitioning' = XEN_GUEST_PARTITIONING;
