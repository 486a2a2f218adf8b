# The Xen machines of the site; this cluster's own table is found before that of the example site.

unique template site/databases;

final variable DB_IP = dict(
    escape('xen-host.example.org'), '192.168.0.17',
    escape('xen-guest.example.org'), '192.168.0.18',
    escape('xen-guest2.example.org'), '192.168.0.19',
);

final variable DB_MACHINE = dict(
    escape('xen-host.example.org'), 'hardware/machine/200/49/Hp1/33',
    escape('xen-guest.example.org'), 'hardware/machine/xen/base',
    escape('xen-guest2.example.org'), 'hardware/machine/xen/xen-guest2',
);

# The example site's own hardware template of a guest has no MAC address.
variable MACHINE_PARAMS = dict('xen-guest.example.org', dict('mac', '00:16:3e:00:00:11'));

include 'site/xen/db';
