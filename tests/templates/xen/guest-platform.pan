# A guest whose platform has no templates for guests.

object template no-packages;

include 'guest-without-platform';
include 'xen/guest/config'; # expect-error: 'no-packages: no rpms/xen/guest for this operating system on the load path'

object template own-platform;

variable XEN_OS_CONFIG = 'own-platform-config';
variable XEN_GUEST_RPMS = 'own-platform-rpms';
include 'guest-without-platform';
include 'xen/guest/config';

# expect: /software/packages = dict('own', dict())
# expect: /system/aii/nbp/pxelinux/kernel = 'own/vmlinuz'

template own-platform-config;

variable XEN_NBP_ROOT = 'own';
'/system/aii/nbp/pxelinux/label' = 'Own';

template own-platform-rpms;

'/software/packages' = dict('own', dict());

template guest-without-platform;

variable OS_VERSION_PARAMS = dict('distribution', 'sl', 'majorversion', '5', 'minor', '0');
variable AII_NBP_ROOT = 'el5';
include 'alone';
include 'small-guest';
