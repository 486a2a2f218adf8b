# Hosts and guests on Scientific Linux 4.5, 64 bit.

object template host;

variable LOADPATH = list('sl450-x86_64');
'/software/packages/lvm2/{2.0-1}/arch/noarch' = '';
include 'rpms/xen/host';
'/versions' = dict('xen', XEN_VERSION, 'linux', XEN_LINUX_VERSION);

# golden: text

object template host-with-another-kernel;

variable LOADPATH = list('sl450-x86_64');
variable XEN_VERSION = '3.1.0';
variable XEN_LINUX_VERSION = '2.6.20-1';
include 'rpms/xen/host';
'/versions' = dict('xen', XEN_VERSION, 'linux', XEN_LINUX_VERSION);

# golden: text
# subtree: /versions
# subtree: /software/packages/{kernel-xen}

object template guest;

variable LOADPATH = list('sl450-x86_64');
include 'config/os/xen/guest';
variable XEN_GUEST_KERNEL_VERSION = '2.6.9-55.EL';
'/software/packages' = dict('kernel', dict(), escape('kernel-smp'), dict(), 'bash', dict());
include 'rpms/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'boot', XEN_NBP_ROOT);

# golden: text

object template guest-all-set;

variable LOADPATH = list('sl450-x86_64');
variable XEN_GUEST_KERNEL_PACKAGE = 'mine';
variable XEN_NBP_ROOT = 'my/boot';
include 'config/os/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'boot', XEN_NBP_ROOT);

# expect: /installation = dict('package', 'mine', 'boot', 'my/boot')
