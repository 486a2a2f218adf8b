# A Xen guest: its kernel, its clock, its installation, and the host it runs on.
#
# Include it after machine-types/core and before the repositories.
#
# Sets: /system/kernel/version, /hardware/location (only of a guest in XEN_DB), /software/components/xen_guest;
#       and what xen/guest/aii, the wallclock templates, config/os/xen/guest and rpms/xen/guest of the platform set
# Reads: the variables of xen/variables
#        XEN_OS_CONFIG  template of the platform; default config/os/xen/guest, if it exists

unique template xen/guest/config;

include 'xen/variables';
include 'components/spma/functions';

variable XEN_OS_CONFIG ?= if_exists('config/os/xen/guest');
include XEN_OS_CONFIG;

# Hardware of guests that share one template.
variable XEN_GUEST_MACHINE = if (exists(XEN_GUESTS_MACHINE_DB[FULL_HOSTNAME])) {
    XEN_GUESTS_MACHINE_DB[FULL_HOSTNAME];
} else {
    dict();
};
'/hardware/cards/nic' = if (exists(XEN_GUEST_MACHINE['nic'])) XEN_GUEST_MACHINE['nic'] else SELF;
'/hardware/harddisks' = if (exists(XEN_GUEST_MACHINE['harddisks'])) XEN_GUEST_MACHINE['harddisks'] else SELF;
'/hardware/ram' = if (exists(XEN_GUEST_MACHINE['ram_size'])) {
    module = if (exists(SELF[0])) SELF[0] else dict();
    module['size'] = XEN_GUEST_MACHINE['ram_size'];
    list(module);
} else {
    SELF;
};

'/hardware' = {
    xen_check_hardware(FULL_HOSTNAME, SELF);
    os = xen_os_version();
    minor = matches(os['minor'], '^(\d)');
    since45 = match(os['distribution'], '^slc?$') && (to_long(os['majorversion']) > 4
        || (os['majorversion'] == '4' && length(minor) == 2 && to_long(minor[1]) >= 5));
    foreach (name; disk; SELF['harddisks']) {
        if (since45 && match(name, '^sd[a-z]')) {
            xen_warning(format(
                '%s: disk %s; from SL 4.5 on Xen calls the disks of a guest xvda, xvdb, ...: '
                    + 'take hardware/machine/xen/base, or call it xv%s, in the hardware template of %s',
                xen_guest_and_host(FULL_HOSTNAME), name, substr(name, 1), FULL_HOSTNAME));
        };
    };
    SELF;
};

'/hardware/location' = {
    hosts = xen_hosts_of_guest(FULL_HOSTNAME);
    if (length(hosts) > 0 && hosts[0] == FULL_HOSTNAME) {
        error('%s: the host is among its own guests in XEN_DB: take it out of the list', FULL_HOSTNAME);
    };
    if (length(hosts) > 0) {
        hosts[0];
    } else if (is_defined(SELF)) {
        SELF;
    } else {
        null;
    };
};

# A volume group of a guest is a group inside a logical volume of the host.
'/system/blockdevices' = {
    if (exists(SELF['volume_groups']) && length(SELF['volume_groups']) > 0) {
        xen_warning(format(
            '%s: LVM inside a guest; set FILESYSTEM_LAYOUT_CONFIG_SITE to xen/guest/filesystems for partitions',
            xen_guest_and_host(FULL_HOSTNAME)));
    };
    if (is_defined(SELF)) SELF else null;
};

variable XEN_GUEST_KERNEL_VERSION ?= if (exists(KERNEL_VERSION_NUM)) KERNEL_VERSION_NUM;
variable XEN_GUEST_KERNEL_SUFFIX ?= {
    os = xen_os_version();
    suffixes = dict('_3', '.cernxenU', '_4', 'xenU', '_5', 'xen');
    if (exists(suffixes['_' + os['majorversion']])) suffixes['_' + os['majorversion']] else '';
};
'/system/kernel/version' = {
    if (is_defined(XEN_GUEST_KERNEL_VERSION) && XEN_GUEST_KERNEL_SUFFIX != '') {
        XEN_GUEST_KERNEL_VERSION + XEN_GUEST_KERNEL_SUFFIX;
    } else if (is_defined(SELF)) {
        SELF;
    } else {
        null;
    };
};

include 'xen/guest/aii';

include if (XEN_INDEPENDENT_WALLCLOCK) 'xen/independent_wallclock' else 'xen/dependent_wallclock';

include if (XEN_DISABLE_SELINUX) 'xen/disable_selinux';

variable XEN_GUEST_RPMS ?= if_exists('rpms/xen/guest');
variable XEN_GUEST_RPMS ?= error('%s: no rpms/xen/guest for this operating system on the load path', FULL_HOSTNAME);
include XEN_GUEST_RPMS;
