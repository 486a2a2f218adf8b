# A host or guest without SELinux, at its installation and afterwards.
#
# Sets: file /etc/selinux/config through component filecopy; /system/aii/osinstall/ks/selinux if that has a value
# Reads: SELINUX_CONFIG  contents of the file; default SELinux disabled

unique template xen/disable_selinux;

include 'components/filecopy/config';

variable SELINUX_CONFIG ?= <<EOF;
SELINUX=disabled
SELINUXTYPE=targeted
EOF

'/software/components/filecopy/services/{/etc/selinux/config}' = dict(
    'config', SELINUX_CONFIG,
    'owner', 'root',
    'perms', '0644',
);

# A profile without an installation stays without one.
'/system/aii' = {
    if (exists(SELF['osinstall']['ks']['selinux'])) SELF['osinstall']['ks']['selinux'] = 'disabled';
    if (is_defined(SELF)) SELF else null;
};
