# The Xen domains of a host, their network and their storage, as ncm-xen reads them.
#
# Sets: type component_xen and its parts
# Reads: nothing

declaration template components/xen/schema;

include 'pan/types';
include 'quattor/schema';

@documentation{
    A disk of a domain. ncm-xen makes these lines of it:
        lvm   phy:/dev/HOSTDEVICE/HOSTVOL,GUESTDEVICE,RW
        phy   phy:/dev/HOSTDEVICE,GUESTDEVICE,RW
        file  file:PATH,GUESTDEVICE,RW
}
type xen_vdisk = {
    "type" : string with match(SELF, '^(lvm|phy|file)$')
    @{device without /dev/; with lvm the volume group}
    "hostdevice" ? string(1..)
    @{logical volume}
    "hostvol" ? string(1..)
    @{of a file; with lvm, where a missing volume group is created}
    "path" ? string(1..)
    @{what the domain sees}
    "guestdevice" : string(1..)
    @{MB}
    "size" ? long(1..)
    "rw" : string with match(SELF, '^(r|w!?)$')
    @{true: the host creates the volume or the file if it is missing; that needs the size}
    "create" ? boolean
    @{what stands in place of phy: with lvm, such as tap:aio}
    "access_method" ? string(1..)
} with {
    needed = dict('lvm', list('hostdevice', 'hostvol'), 'phy', list('hostdevice'), 'file', list('path'));
    foreach (i; field; needed[SELF['type']]) {
        if (!exists(SELF[field])) error('disk %s of type %s has no %s', SELF['guestdevice'], SELF['type'], field);
    };
    if (exists(SELF['create']) && SELF['create'] && SELF['type'] != 'phy' && !exists(SELF['size'])) {
        error('disk %s is to be created, but has no size', SELF['guestdevice']);
    };
    true;
};

@documentation{
    The options of a domain; each becomes a line of the file that xm reads.
}
type xen_domain_options = {
    "name" : string(1..)
    @{MB}
    "memory" : long(1..)
    "vcpus" ? long(1..)
    @{processors of the host that the domain may use}
    "cpus" ? string
    @{one network card each: mac=ADDRESS[,bridge=BRIDGE]}
    "vif" ? string[]
    "disk" ? xen_vdisk[]
    "bootloader" ? string(1..)
    "bootargs" ? string
    "kernel" ? string(1..)
    "ramdisk" ? string(1..)
    "root" ? string
    @{further arguments of the kernel}
    "extra" ? string
    @{commands that ncm-xen runs first, to fetch a kernel}
    "download" ? string[]
    "builder" ? string
    "vtpm" ? string
    "vfb" ? string
    "ip" ? string
    "netmask" ? type_ip
    "gateway" ? type_ip
    "hostname" ? string
    "nfs_server" ? type_ip
    "nfs_root" ? string
    "on_poweroff" ? string with match(SELF, '^(destroy|restart|preserve|rename-restart)$')
    "on_reboot" ? string with match(SELF, '^(destroy|restart|preserve|rename-restart)$')
    "on_crash" ? string with match(SELF, '^(destroy|restart|preserve|rename-restart|coredump-(destroy|restart))$')
};

type xen_domain = {
    "options" : xen_domain_options
    @{options of the installation; they go to a second file, NAME.start}
    "install_options" ? xen_domain_options
    @{true: the domain starts with the host; false: it does not; without a value the present state stays}
    "auto" ? boolean
};

type xen_guest_map = {
    include structure_component
    "guest_mac" : type_hwaddr
    "hypervisor_name" : string(1..)
};

type xen_network_bridge = {
    "netdev" ? string(1..)
    "vifnum" ? long(0..)
};

type xen_network_vlan = {
    "netdev" : string(1..)
    "vlan" : long(1..4094)
};

type xen_network = {
    @{true: the network that libvirt starts by itself goes}
    "removeqemunetworklibvirtautostart" : boolean = true
    @{by name of the bridge}
    "bridges" ? xen_network_bridge{}
    @{by name of the bridge}
    "vlans" ? xen_network_vlan{}
};

type component_xen = {
    include structure_component
    @{true: missing disks are created}
    "create_filesystems" ? boolean
    @{true: domains that do not run are started}
    "create_domains" ? boolean
    @{by name of the file in /etc/xen}
    "domains" ? xen_domain{}
    "guest_map" ? xen_guest_map{}
    "network" ? xen_network
};
