# What the network boot of an installation needs.
#
# Sets: type structure_pxelinux_pxe_info
# Reads: nothing

declaration template quattor/aii/pxelinux/schema;

include 'pan/types';

type structure_pxelinux_pxe_info = {
    @{kernel of the installer, relative to the root of the network boot files}
    "kernel" : string(1..)
    @{initial RAM disk, likewise}
    "initrd" : string(1..)
    @{the interface the installation goes through}
    "ksdevice" : string with match(SELF, '^(bootif|link)$') || is_hwaddr(SELF)
        || exists('/system/network/interfaces/' + escape(SELF))
    "kslocation" : type_absoluteURI
    "label" : string(1..)
    @{further kernel arguments}
    "append" ? string
};
