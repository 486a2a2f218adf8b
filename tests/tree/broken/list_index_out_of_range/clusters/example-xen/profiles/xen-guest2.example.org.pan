object template xen-guest2.example.org;

variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';

include 'machine-types/core';

variable DISKS = list('xvda', 'xvdb');
'/hardware/harddisks' = {
    last = DISKS[2]; # fault
    SELF[last]['capacity'] = 100 * GB;
    SELF;
};

include 'xen/guest/config';

include PKG_REPOSITORY_CONFIG;
