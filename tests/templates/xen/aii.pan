# The installation of a guest.

object template installed;

include 'alone';
'/system/aii/nbp/pxelinux' = dict('label', 'SL 4.5', 'kernel', 'sl450/vmlinuz', 'initrd', 'sl450/initrd.img',
    'append', 'text');
'/system/aii/osinstall/ks/packages' = list('openssh-server');
variable AII_NBP_ROOT = 'sl450-x86_64';
variable XEN_GUEST_KERNEL_PACKAGE = 'kernel-xenU';
include 'xen/guest/aii';

# expect: /system/aii/nbp/pxelinux/label = 'SL 4.5 Xen'
# expect: /system/aii/nbp/pxelinux/kernel = 'sl450-x86_64_xen/vmlinuz'
# expect: /system/aii/nbp/pxelinux/initrd = 'sl450-x86_64_xen/initrd.img'
# expect: /system/aii/nbp/pxelinux/append = 'text'
# expect: /system/aii/osinstall/ks/packages = list('openssh-server', 'kernel-xenU')
# expect: /software/components/xen_guest = dict('active', false, 'dispatch', false, 'partitioning', 'anaconda')

object template all-set;

include 'alone';
'/system/aii/nbp/pxelinux/label' = 'SL';
'/system/aii/osinstall/ks/packages' = list('openssh-server');
variable XEN_NBP_ROOT = 'mine';
variable AII_NBP_INITRD = 'initrd.gz';
variable XEN_GUEST_KERNEL_PACKAGE = '';
variable XEN_GUEST_PARTITIONING = 'aii';
include 'xen/guest/aii';

# expect: /system/aii/nbp/pxelinux/kernel = 'mine/vmlinuz'
# expect: /system/aii/nbp/pxelinux/initrd = 'mine/initrd.gz'
# expect: /system/aii/osinstall/ks/packages = list('openssh-server')
# expect: /software/components/xen_guest/partitioning = 'aii'

object template no-kernel-package;

include 'alone';
'/system/aii/osinstall/ks/packages' = list('openssh-server');
variable XEN_NBP_ROOT = 'mine';
include 'xen/guest/aii';

# expect: /system/aii/osinstall/ks/packages = list('openssh-server')

object template not-installed;

include 'alone';
variable AII_NBP_ROOT = 'sl450-x86_64';
variable XEN_GUEST_KERNEL_PACKAGE = 'kernel-xenU';
include 'xen/guest/aii';

# expect: /system/aii/nbp/pxelinux = null
# expect: /system/aii/osinstall/ks/packages = null

object template partitioned-by-nobody;

include 'alone';
variable XEN_NBP_ROOT = 'mine';
variable XEN_GUEST_PARTITIONING = 'nobody';
include 'xen/guest/aii'; # expect-error: 'value (nobody) is not a possible choice value; the choices are anaconda, aii'
