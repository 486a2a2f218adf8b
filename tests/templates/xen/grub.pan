# The boot entry of a Xen host.

object template by-default;

include 'alone';
variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18-8.el5';
'/software/components/grub/kernels' = list(dict('kernelpath', '/vmlinuz-2.6.9', 'title', 'another'));
include 'xen/grub';

# expect: /software/components/grub/active = true
# expect: /software/components/grub/kernels/0/title = 'another'
# expect: /software/components/grub/kernels/1/title = 'Xen 3.0.3 / XenLinux 2.6.18-8.el5'
# expect: /software/components/grub/kernels/1/multiboot = '/xen.gz-2.6.18-8.el5'
# expect: /software/components/grub/kernels/1/mbargs = 'dom0_mem=400M'
# expect: /software/components/grub/kernels/1/kernelpath = '/vmlinuz-2.6.18-8.el5xen'
# expect: /software/components/grub/kernels/1/kernelargs = 'max_loop=128 root=/dev/root ro console=tty0'
# expect: /software/components/grub/kernels/1/initrd = '/initrd-2.6.18-8.el5xen.img'
# expect: /system/kernel/version = '2.6.18-8.el5xen'

object template all-set;

include 'alone';
variable XEN_VERSION = '4.17';
variable XEN_LINUX_VERSION = '5.14.0-1.el9';
variable XEN_LINUX_SUFFIX = '';
variable XEN_HYPERVISOR_FILE = '/xen-4.17.gz';
variable XEN_INITRD_FILE = '/initramfs.img';
variable XEN_DOM0_ROOT_DEVICE = 'LABEL=/';
variable XEN_DOM0_MEM = '512M,max:1g';
include 'xen/grub';

# expect: /software/components/grub/kernels/0/multiboot = '/xen-4.17.gz'
# expect: /software/components/grub/kernels/0/mbargs = 'dom0_mem=512M,max:1g'
# expect: /software/components/grub/kernels/0/kernelpath = '/vmlinuz-5.14.0-1.el9'
# expect: /software/components/grub/kernels/0/kernelargs = 'max_loop=128 root=LABEL=/ ro console=tty0'
# expect: /software/components/grub/kernels/0/initrd = '/initramfs.img'
# expect: /system/kernel/version = '5.14.0-1.el9'

object template without-version;

include 'alone';
variable XEN_LINUX_VERSION = '2.6.18';
include 'xen/grub'; # expect-error: 'without-version: XEN_VERSION has no value; rpms/xen/host sets it'

object template without-linux-version;

include 'alone';
variable XEN_VERSION = '3.0.3';
include 'alone-linux-version';
include 'xen/grub'; # expect-error: 'without-linux-version: XEN_LINUX_VERSION has no value; rpms/xen/host sets it'

template alone-linux-version;

# Names of files that do not depend on the version.
variable XEN_HYPERVISOR_FILE = '/xen.gz';
variable XEN_INITRD_FILE = '/initrd.img';

object template memory-without-unit;

include 'alone';
variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18';
variable XEN_DOM0_MEM = '400';
include 'xen/grub'; # expect-error: 'memory-without-unit: XEN_DOM0_MEM is 400; a string with a unit is needed, such as "400M"'

object template memory-with-more-behind;

include 'alone';
variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18';
variable XEN_DOM0_MEM = '400M, max:1G';
include 'xen/grub'; # expect-error: 'memory-with-more-behind: XEN_DOM0_MEM is 400M, max:1G; a string with a unit is needed, such as "400M"'

object template memory-with-more-before;

include 'alone';
variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18';
variable XEN_DOM0_MEM = 'min:400M';
include 'xen/grub'; # expect-error: 'memory-with-more-before: XEN_DOM0_MEM is min:400M; a string with a unit is needed, such as "400M"'

object template memory-as-number;

include 'alone';
variable XEN_VERSION = '3.0.3';
variable XEN_LINUX_VERSION = '2.6.18';
variable XEN_DOM0_MEM = 400;
include 'xen/grub'; # expect-error: 'memory-as-number: XEN_DOM0_MEM is 400; a string with a unit is needed, such as "400M"'
