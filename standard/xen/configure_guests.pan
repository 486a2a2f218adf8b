# The domains of a host, each made of the profile of its guest.
#
# A site adds a domain of its own, or changes one, at /software/components/xen/domains/GUEST: an option that has a
# value when this template is included keeps it, and any option may be assigned afterwards.
#
# Sets: /software/components/xen/domains, /software/components/xen/network/bridges (only if there are bridges)
# Reads: XEN_GUESTS, XEN_DB, XEN_PROFILE_PREFIX, XEN_VG, XEN_RAM, XEN_CREATE_FILESYSTEMS, XEN_BOOTLOADER,
#        XEN_BOOTLOADER_DEFAULT, XEN_BOOTARGS, XEN_BOOTARG_DEFAULT, XEN_BOOT_DEVICE, XEN_VIF_BRIDGE,
#        XEN_NETWORK_BRIDGES, XEN_AUTO_NETWORK; defaults in xen/variables
#        of each guest: /hardware, and with XEN_AUTO_NETWORK /system/network/interfaces

unique template xen/configure_guests;

include 'xen/variables';
include 'components/xen/config';

include if (XEN_AUTO_NETWORK) 'xen/auto_network';

prefix '/software/components/xen';

'domains' = {
    foreach (i; guest; XEN_GUESTS) {
        given = if (exists(SELF[guest]['options'])) SELF[guest]['options'] else dict();
        SELF[guest]['options'] = xen_guest_options(guest, given);
        if (!exists(SELF[guest]['auto'])) SELF[guest]['auto'] = true;
    };
    if (is_defined(SELF)) SELF else dict();
};

'network/bridges' = if (length(XEN_NETWORK_BRIDGES) > 0) XEN_NETWORK_BRIDGES else null;
