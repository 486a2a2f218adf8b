# A host: its packages, its boot entry, and the domains of its guests.

object template plain;

include 'host-of-sl4';
include 'xen/host/config';

# expect: /software/components/xen/create_filesystems = true
# expect: /software/components/xen/create_domains = true
# expect: /software/components/xen/domains/small/options/name = 'small'
# expect: /software/components/grub/kernels/0/title = 'Xen 3.0.3 / XenLinux 2.6.18'
# expect: /software/components/filecopy = null

object template small;
include 'small-guest';

object template all-set;

include 'host-of-sl4';
variable XEN_CREATE_FILESYSTEMS = false;
variable XEN_CREATE_DOMAINS = false;
variable XEN_DISABLE_SELINUX = true;
variable XEN_HOST_RPMS = 'own-packages';
include 'xen/host/config';

# expect: /software/components/xen/create_filesystems = false
# expect: /software/components/xen/create_domains = false
# expect: /software/components/grub/kernels/0/title = 'Xen 9 / XenLinux 9.9'
# expect: /software/components/filecopy/services/{/etc/selinux/config}/perms = '0644'

template own-packages;

variable XEN_VERSION = '9';
variable XEN_LINUX_VERSION = '9.9';

template host-of-sl4;

include 'alone';
variable XEN_GUESTS = list('small');

unique template rpms/xen/host;

variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18';
