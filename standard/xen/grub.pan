# The boot entry of Xen, and the Xen kernel as the one to boot.
#
# Sets: one more element of /software/components/grub/kernels, /system/kernel/version
# Reads: XEN_VERSION, XEN_LINUX_VERSION (set by rpms/xen/host of the platform)
#        XEN_LINUX_SUFFIX, XEN_HYPERVISOR_FILE, XEN_INITRD_FILE, XEN_DOM0_ROOT_DEVICE, XEN_DOM0_MEM;
#        defaults in xen/variables

unique template xen/grub;

include 'xen/variables';
include 'pan/functions';
include 'components/grub/config';

variable XEN_LINUX_SUFFIX ?= 'xen';
variable XEN_HYPERVISOR_FILE ?= '/xen.gz-' + XEN_LINUX_VERSION;
variable XEN_INITRD_FILE ?= format('/initrd-%s%s.img', XEN_LINUX_VERSION, XEN_LINUX_SUFFIX);

'/software/components/grub/kernels' = {
    foreach (name; setting; dict('XEN_VERSION', XEN_VERSION, 'XEN_LINUX_VERSION', XEN_LINUX_VERSION)) {
        if (!is_defined(setting)) error('%s: %s has no value; rpms/xen/host sets it', FULL_HOSTNAME, name);
    };
    # Without a unit Xen counts in kB, which leaves a host that cannot boot.
    size = '[0-9]+[bkmgtBKMGT]';
    if (!is_string(XEN_DOM0_MEM) || !match(XEN_DOM0_MEM, format('^%s(,(min|max):%s)*$', size, size))) {
        error('%s: XEN_DOM0_MEM is %s; a string with a unit is needed, such as "400M"',
            FULL_HOSTNAME, to_string(XEN_DOM0_MEM));
    };
    push(dict(
        'title', format('Xen %s / XenLinux %s', XEN_VERSION, XEN_LINUX_VERSION),
        'multiboot', XEN_HYPERVISOR_FILE,
        'mbargs', 'dom0_mem=' + XEN_DOM0_MEM,
        'kernelpath', format('/vmlinuz-%s%s', XEN_LINUX_VERSION, XEN_LINUX_SUFFIX),
        'kernelargs', format('max_loop=128 root=%s ro console=tty0', XEN_DOM0_ROOT_DEVICE),
        'initrd', XEN_INITRD_FILE,
    ));
};

'/system/kernel/version' = XEN_LINUX_VERSION + XEN_LINUX_SUFFIX;
