# Packages of a Xen host on Scientific Linux CERN 4.5, 32 bit.
#
# Sets: /software/packages
#       XEN_VERSION        default 3.0.3
#       XEN_LINUX_VERSION  default 2.6.18-1.2835.slc4
# Reads: nothing

unique template rpms/xen/host;

include 'components/spma/functions';

variable XEN_VERSION ?= '3.0.3';
variable XEN_LINUX_VERSION ?= '2.6.18-1.2835.slc4';

'/software/packages' = {
    # inferred: the architectures; the versions are those of the 64-bit repository
    pkg_repl('kernel-xen', XEN_LINUX_VERSION, 'i686');
    pkg_repl('xen', '3.0.3.0-41.slc4.5', 'i386');
    pkg_repl('xen-libs', '3.0.3.0-41.slc4.5', 'i386');

    # The kernel is newer than the system's own tools can handle.
    pkg_repl('e2fsprogs', '1.39-7.slc4', 'i386');
    pkg_repl('e2fsprogs-devel', '1.39-7.slc4', 'i386');
    pkg_repl('e2fsprogs-libs', '1.39-7.slc4', 'i386');
    pkg_repl('mkinitrd', '5.0.26-3.slc4', 'i386');

    pkg_repl('pypxeboot', '0.0.2-1', 'i386');
    pkg_repl('udhcp', '0.9.8-1', 'i386');

    # inferred: what those need; the version is that of the system's own list, else the package manager's default
    foreach (i; name; list('bridge-utils', 'device-mapper', 'iproute', 'lvm2', 'python', 'sysfsutils', 'tftp')) {
        if (!exists(SELF[escape(name)])) pkg_repl(name);
    };
    SELF;
};
