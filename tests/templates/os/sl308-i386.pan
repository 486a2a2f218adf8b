# Scientific Linux 3.0.8 is for guests only.

object template host;

variable LOADPATH = list('sl308-i386');
include 'alone';
include 'rpms/xen/host'; # expect-error: 'host: Scientific Linux 3.0.8 can be a Xen guest only; give the host another system in os_version_db'

object template guest;

variable LOADPATH = list('sl308-i386');
include 'config/os/xen/guest';
variable XEN_GUEST_KERNEL_VERSION = '2.4.21-47.0.1.EL';
'/software/packages' = dict('kernel', dict(), escape('kernel-smp'), dict(), 'bash', dict());
include 'rpms/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'suffix', XEN_GUEST_KERNEL_SUFFIX, 'boot', XEN_NBP_ROOT);

# golden: text

object template guest-all-set;

variable LOADPATH = list('sl308-i386');
variable XEN_GUEST_KERNEL_PACKAGE = 'mine';
variable XEN_GUEST_KERNEL_SUFFIX = '.mine';
variable XEN_NBP_ROOT = 'my/boot';
include 'config/os/xen/guest';
'/installation' = dict('package', XEN_GUEST_KERNEL_PACKAGE, 'suffix', XEN_GUEST_KERNEL_SUFFIX, 'boot', XEN_NBP_ROOT);

# expect: /installation = dict('package', 'mine', 'suffix', '.mine', 'boot', 'my/boot')
