# A Xen host: its packages, its boot entry, and the domains of its guests.
#
# Include it after machine-types/core and before the repositories.
#
# Sets: /software/components/xen; and what xen/configure_guests, xen/grub and rpms/xen/host of the platform set
# Reads: the variables of xen/variables

unique template xen/host/config;

include 'xen/variables';
include 'components/xen/config';

'/software/components/xen/create_filesystems' = XEN_CREATE_FILESYSTEMS;
'/software/components/xen/create_domains' = XEN_CREATE_DOMAINS;

include 'xen/configure_guests';

include if (XEN_DISABLE_SELINUX) 'xen/disable_selinux';

# rpms/xen/host sets XEN_VERSION and XEN_LINUX_VERSION, which xen/grub needs.
variable XEN_HOST_RPMS ?= if_exists('rpms/xen/host');
variable XEN_HOST_RPMS ?= error('%s: no rpms/xen/host for this operating system on the load path', FULL_HOSTNAME);
include XEN_HOST_RPMS;

include 'xen/grub';
