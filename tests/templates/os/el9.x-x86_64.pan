# Hosts and guests on Enterprise Linux 9; Xen and the host's kernel are the site's.

object template host;

include 'el9';
variable XEN_VERSION = '4.17';
variable XEN_LINUX_VERSION = '5.14.0-1.el9';
include 'rpms/xen/host';
include 'shown';

# golden: text

object template host-all-set;

include 'el9';
variable XEN_VERSION = '4.17';
variable XEN_LINUX_VERSION = '5.14.0-1.el9';
variable XEN_LINUX_PACKAGE = 'kernel-ml';
variable XEN_LINUX_SUFFIX = '-dom0';
variable XEN_HYPERVISOR_FILE = '/xen.gz';
variable XEN_INITRD_FILE = '/initrd.img';
include 'rpms/xen/host';
include 'shown';

# golden: text

object template without-xen;

include 'el9';
variable XEN_LINUX_VERSION = '5.14.0-1.el9';
include 'rpms/xen/host'; # expect-error: 'without-xen: set XEN_VERSION, such as "4.17"; Enterprise Linux 9 has no Xen of its own'

object template without-kernel;

include 'el9';
variable XEN_VERSION = '4.17';
include 'rpms/xen/host'; # expect-error: 'without-kernel: set XEN_LINUX_VERSION, as in /boot/vmlinuz-VERSION; Enterprise Linux 9 has no kernel for a Xen host'

object template guest;

include 'el9';
variable AII_NBP_ROOT = 'el9';
'/software/packages' = dict('kernel', dict());
include 'config/os/xen/guest';
include 'rpms/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'suffix', XEN_GUEST_KERNEL_SUFFIX, 'boot', XEN_NBP_ROOT);

# expect: /installation = dict('package', '', 'suffix', '', 'boot', 'el9')
# expect: /software/packages = dict('kernel', dict())

object template guest-all-set;

include 'el9';
variable XEN_GUEST_KERNEL_PACKAGE = 'mine';
variable XEN_GUEST_KERNEL_SUFFIX = '.mine';
variable XEN_NBP_ROOT = 'my/boot';
include 'config/os/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'suffix', XEN_GUEST_KERNEL_SUFFIX, 'boot', XEN_NBP_ROOT);

# expect: /installation = dict('package', 'mine', 'suffix', '.mine', 'boot', 'my/boot')

template el9;

variable LOADPATH = list('el9.x-x86_64');
include 'alone';

template shown;

'/boot' = dict('suffix', XEN_LINUX_SUFFIX, 'hypervisor', XEN_HYPERVISOR_FILE, 'initrd', XEN_INITRD_FILE);
