# A Xen guest of xen-host2.example.org that keeps its own time.

object template xen-guest3.example.org;

variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';
variable XEN_INDEPENDENT_WALLCLOCK = true;

include 'machine-types/core';

include 'xen/guest/config';

include PKG_REPOSITORY_CONFIG;
