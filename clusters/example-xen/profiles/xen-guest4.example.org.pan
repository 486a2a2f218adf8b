# A Xen guest of xen-host2.example.org, partitioned by the script of AII.

object template xen-guest4.example.org;

variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';
variable XEN_GUEST_PARTITIONING = 'aii';

include 'machine-types/core';

include 'xen/guest/config';

include PKG_REPOSITORY_CONFIG;
