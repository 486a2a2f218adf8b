unique template site/xen/db;

variable XEN_DB ?= dict(
    'xen-host.example.org', list('xen-guest1.example.org', 'xen-guest9.example.org'),
);
