# Which Xen guests run on which host.
#
# Sets: XEN_DB (dict of host to list of guests)
# Reads: nothing

unique template site/xen/db;

variable XEN_DB ?= dict(
    'xen-host.example.org', list('xen-guest1.example.org', 'xen-guest2.example.org'),
);
