object template xen-host.example.org;

include 'machine-types/core';

include 'xen/host/config';

include PKG_REPOSITORY_CONFIG;
