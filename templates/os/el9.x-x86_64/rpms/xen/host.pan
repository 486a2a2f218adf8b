# Packages of a Xen host on Enterprise Linux 9. The distribution has neither Xen nor a kernel for the host: both come
# from a repository of the site.
#
# Sets: /software/packages, XEN_LINUX_SUFFIX (none), XEN_HYPERVISOR_FILE, XEN_INITRD_FILE
# Reads: XEN_VERSION, XEN_LINUX_VERSION   no default: an error if the site does not set them
#        XEN_LINUX_PACKAGE  package of the host's kernel; default kernel

unique template rpms/xen/host;

include 'components/spma/functions';

variable XEN_VERSION ?= error(
    '%s: set XEN_VERSION, such as "4.17"; Enterprise Linux 9 has no Xen of its own', FULL_HOSTNAME
);
variable XEN_LINUX_VERSION ?= error(
    '%s: set XEN_LINUX_VERSION, as in /boot/vmlinuz-VERSION; Enterprise Linux 9 has no kernel for a Xen host',
    FULL_HOSTNAME
);
variable XEN_LINUX_PACKAGE ?= 'kernel';
variable XEN_LINUX_SUFFIX ?= '';
variable XEN_HYPERVISOR_FILE ?= format('/xen-%s.gz', XEN_VERSION);
variable XEN_INITRD_FILE ?= format('/initramfs-%s.img', XEN_LINUX_VERSION);

'/software/packages' = {
    # The package manager picks the versions.
    foreach (i; name; list(XEN_LINUX_PACKAGE, 'xen', 'lvm2', 'iproute')) {
        pkg_repl(name);
    };
    SELF;
};
