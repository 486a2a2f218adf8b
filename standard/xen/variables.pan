# Every variable of the Xen templates, its meaning and its default.
#
# A site overrides a variable before it includes xen/host/config or xen/guest/config: in its databases or its
# site/config for all machines, in the profile of a host or guest for that machine. A variable of type dict whose
# keys are guests or hosts takes plain names, xen-guest1.example.org, not escaped ones.
#
# Sets: the variables below, each only if it has no value yet
# Reads: FULL_HOSTNAME

unique template xen/variables;

include 'xen/functions';

# --- which guests run on which host ---

@{
desc = guests of each host, for the whole site; usually set in site/xen/db
values = dict of host to list of guests
scope = site
default = no host
}
variable XEN_DB ?= dict();

@{
desc = guests of this host
values = list of guests
scope = host
default = the entry of the host in XEN_DB, else none
}
variable XEN_GUESTS ?= if (exists(XEN_DB[FULL_HOSTNAME])) XEN_DB[FULL_HOSTNAME] else list();

@{
desc = what precedes the name of the machine in the name of its object template
values = string, such as profile_
scope = site
default = ""
}
variable XEN_PROFILE_PREFIX ?= '';

# --- the guests' hardware ---

@{
desc = memory of the guests in MB, in place of what their hardware templates say
values = a number for all guests of the host, or dict of guest to number
scope = host, guest by guest
default = the sum of /hardware/ram of each guest
}
variable XEN_RAM ?= undef;

@{
desc = hardware of guests that share one hardware template
values = dict of guest to dict with nic (as /hardware/cards/nic), harddisks (as /hardware/harddisks), ram_size (MB)
scope = site, guest by guest
default = no guest
}
variable XEN_GUESTS_MACHINE_DB ?= dict();

@{
desc = volume group of the host that holds the guests' disks
values = string
scope = host
default = vg01
}
variable XEN_VG ?= 'vg01';

@{
desc = whether the host creates missing disks of its guests
values = boolean
scope = host
default = true
}
variable XEN_CREATE_FILESYSTEMS ?= true;

@{
desc = whether the host starts guests that do not run
values = boolean
scope = host
default = true
}
variable XEN_CREATE_DOMAINS ?= true;

# --- how a guest boots ---

@{
desc = boot loader of a guest that XEN_BOOTLOADER does not name
values = path on the host
scope = host
default = /usr/bin/pypxeboot
}
variable XEN_BOOTLOADER_DEFAULT ?= '/usr/bin/pypxeboot';

@{
desc = boot loader of single guests; "" boots a kernel of the host and no boot loader
values = dict of guest to path on the host
scope = host, guest by guest
default = no guest
}
variable XEN_BOOTLOADER ?= dict();

@{
desc = older name of XEN_BOOTARG_DEFAULT, which precedes it
values = string
scope = host
default = ""
}
variable XEN_BOOTARGS_DEFAULT ?= '';

@{
desc = arguments of the boot loader; pypxeboot does not use them, since it is always given the MAC address of VIF 0
values = string
scope = host
default = XEN_BOOTARGS_DEFAULT
}
variable XEN_BOOTARG_DEFAULT ?= XEN_BOOTARGS_DEFAULT;

@{
desc = arguments of the boot loader of single guests; they precede anything else, also what pypxeboot is given
values = dict of guest to string
scope = host, guest by guest
default = no guest
}
variable XEN_BOOTARGS ?= dict();

@{
desc = root device of a guest that boots without a boot loader
values = device as the guest sees it
scope = host
default = /dev/sda2
}
variable XEN_BOOT_DEVICE ?= '/dev/sda2';

# --- the host itself ---

@{
desc = root device of the host, in the boot entry of Xen
values = device, or a label such as LABEL=/
scope = host
default = /dev/root
}
variable XEN_DOM0_ROOT_DEVICE ?= '/dev/root';

@{
desc = memory the host keeps for itself
values = string with a unit
scope = host
default = 400M
}
variable XEN_DOM0_MEM ?= '400M';

@{
desc = version of Xen, for the title of the boot entry
values = string
scope = platform
default = set by rpms/xen/host of the platform
}
variable XEN_VERSION ?= undef;

@{
desc = version of the host's Xen kernel, without the suffix
values = string
scope = platform
default = set by rpms/xen/host of the platform
}
variable XEN_LINUX_VERSION ?= undef;

@{
desc = what follows XEN_LINUX_VERSION in the names of the host's kernel and initial RAM disk
values = string
scope = platform
default = xen
}
variable XEN_LINUX_SUFFIX ?= undef;

@{
desc = file of the hypervisor, relative to /boot
values = path
scope = platform
default = /xen.gz-XEN_LINUX_VERSION
}
variable XEN_HYPERVISOR_FILE ?= undef;

@{
desc = initial RAM disk of the host's Xen kernel, relative to /boot
values = path
scope = platform
default = /initrd-XEN_LINUX_VERSION and the suffix, then .img
}
variable XEN_INITRD_FILE ?= undef;

@{
desc = whether SELinux is switched off on this host or guest
values = boolean
scope = host or guest
default = false
}
variable XEN_DISABLE_SELINUX ?= false;

# --- network ---

@{
desc = bridges of the host; without any, the network script of Xen makes xenbr0 on eth0
values = dict of bridge to dict with netdev (interface) and vifnum (number)
scope = host
default = none
}
variable XEN_NETWORK_BRIDGES ?= dict();

@{
desc = bridge of single network cards of guests
values = dict of guest to dict of card to bridge
scope = host, guest by guest
default = none
}
variable XEN_VIF_BRIDGE ?= dict();

@{
desc = whether xen/auto_network fills XEN_NETWORK_BRIDGES and XEN_VIF_BRIDGE from the networks of host and guests
values = boolean
scope = host
default = false
}
variable XEN_AUTO_NETWORK ?= false;

# --- the guest itself ---

@{
desc = whether a guest keeps its own time; otherwise it follows its host and ntpd is switched off
values = boolean
scope = guest
default = false
}
variable XEN_INDEPENDENT_WALLCLOCK ?= false;

@{
desc = who partitions the disks of a guest at its installation
values = anaconda (lines of the kickstart file) or aii (the script of AII)
scope = guest
default = anaconda
}
variable XEN_GUEST_PARTITIONING ?= 'anaconda';

@{
desc = version of the guest's kernel, without the suffix
values = string
scope = platform or guest
default = KERNEL_VERSION_NUM, else set by config/os/xen/guest of the platform
}
variable XEN_GUEST_KERNEL_VERSION ?= undef;

@{
desc = what follows the version in the name of the guest's kernel
values = string
scope = platform or guest
default = by major version of the OS: .cernxenU for 3, xenU for 4, xen for 5, none later
}
variable XEN_GUEST_KERNEL_SUFFIX ?= undef;

@{
desc = package of the guest's kernel, added to those the installation starts with
values = string, "" for none
scope = platform or guest
default = set by config/os/xen/guest of the platform
}
variable XEN_GUEST_KERNEL_PACKAGE ?= undef;

@{
desc = folder of the guest's installer kernel on the install server
values = path relative to the network boot files
scope = platform or guest
default = set by config/os/xen/guest of the platform, else AII_NBP_ROOT_xen
}
variable XEN_NBP_ROOT ?= undef;
