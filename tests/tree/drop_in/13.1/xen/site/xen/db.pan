unique template site/xen/db;

variable XEN_DB = dict('xen-host.example.org', list('xen-guest.example.org', 'xen-guest2.example.org'));
