# The operating systems of the machines; one that is missing here has NODE_OS_VERSION_DEFAULT.
#
# Sets: OS_VERSION (dict of escaped FQDN to version)
# Reads: nothing

unique template os_version_db;

variable OS_VERSION = dict(
    escape('xen-host.example.org'), 'sl450-x86_64',
    escape('xen-guest1.example.org'), 'sl450-x86_64',
    escape('xen-guest2.example.org'), 'sl450-x86_64',

    escape('xen-host2.example.org'), 'slc450-i386',
    escape('xen-guest3.example.org'), 'slc450-i386',
    escape('xen-guest4.example.org'), 'sl308-i386',
);
