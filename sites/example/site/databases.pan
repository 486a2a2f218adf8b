# The machines of the site: their addresses and their hardware.
#
# Sets: DB_IP, DB_MACHINE (dicts of escaped FQDN); what site/xen/db sets
# Reads: nothing

unique template site/databases;

final variable DB_IP = dict(
    escape('xen-host.example.org'), '192.0.2.10',
    escape('xen-guest1.example.org'), '192.0.2.11',
    escape('xen-guest2.example.org'), '192.0.2.12',

    escape('xen-host2.example.org'), '192.0.2.20',
    escape('xen-guest3.example.org'), '192.0.2.23',
    escape('xen-guest4.example.org'), '192.0.2.24',
);

final variable DB_MACHINE = dict(
    escape('xen-host.example.org'), 'hardware/machine/example/xen-host',
    escape('xen-guest1.example.org'), 'hardware/machine/example/xen-guest1',
    escape('xen-guest2.example.org'), 'hardware/machine/example/xen-guest2',

    escape('xen-host2.example.org'), 'hardware/machine/example/xen-host2',
    escape('xen-guest3.example.org'), 'hardware/machine/example/xen-guest3',
    escape('xen-guest4.example.org'), 'hardware/machine/example/xen-guest4',
);

include 'site/xen/db';
