# What the Xen machines of the public example site have in common: SL 4.5, whose own templates nobody has any more, so
# those of SL 6 stand in for all that the Xen templates do not bring.

unique template site/cluster_info;

'/system/rootmail' = 'root@example.org';

variable NODE_OS_VERSION_DEFAULT ?= 'sl450-x86_64';
variable NODE_OS_VERSION_SITE_CONFIG ?= 'site/os/loadpath';
variable PKG_REPOSITORY_CONFIG ?= 'repository/config';

include 'components/accounts/config';
'/software/components/accounts/rootpwd' ?= '!!';

# The layout of the host's disks, which a site of that time had to name; a guest's profile names its own before.
variable FILESYSTEM_LAYOUT_CONFIG_SITE ?= 'site/filesystems/xen-host';
variable DISK_BOOT_DEV ?= if (match(FULL_HOSTNAME, 'guest')) 'xvda' else 'sda';

# machine-types/core of that time includes it on every machine.
variable GLITE_BASE_CONFIG_SITE ?= null;

# Packages without a version need a default, which comes with the package lists of the system. Here the versions are
# those of SL 4.7, or made up (bridge-utils, device-mapper, tftp).
variable package_default = dict(
    '_bridge-utils', list('1.0.6-1', 'x86_64'),
    '_device-mapper', list('1.02.21-1', 'x86_64'),
    '_iproute', list('2.6.9-4.el4', 'x86_64'),
    '_lvm2', list('2.02.37-3.el4', 'x86_64'),
    '_python', list('2.3.4-14.7.el4', 'x86_64'),
    '_sysfsutils', list('1.2.0-1', 'x86_64'),
    '_tftp', list('0.39-1', 'x86_64'),
);

include if_exists('site/xen/every_template');
