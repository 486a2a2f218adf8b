object template xen-guest2.example.org;

variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';

include 'machine-types/core';

include 'xen/guest/config';

include PKG_REPOSITORY_CONFIG;
