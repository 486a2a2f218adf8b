# Partitions of a guest: /boot, swap and /.

object template by-default;

include 'guest-with-disk';
include 'xen/guest/filesystems';
include 'shown';

# golden: text
# subtree: /layout

object template all-set;

include 'guest-with-disk';
variable DISK_BOOT_DEV = escape('cciss/c0d0');
variable DISK_BOOT_PART_PREFIX = 'p';
variable XEN_GUEST_BOOT_SIZE = 64;
variable XEN_GUEST_SWAP_SIZE = 99;
variable PHYSICAL_DEVICE_DEFAULT_LABEL = 'gpt';
include 'xen/guest/filesystems';
include 'shown';

# golden: text
# subtree: /layout

object template memory-from-database;

include 'guest-with-disk';
variable XEN_GUESTS_MACHINE_DB = dict('memory-from-database', dict('ram_size', 777));
include 'xen/guest/filesystems';
include 'shown';

# expect: /layout/volumes/swap/size = 777

object template memory-of-another;

include 'guest-with-disk';
variable XEN_GUESTS_MACHINE_DB = dict('another', dict('ram_size', 777));
include 'xen/guest/filesystems';
include 'shown';

# expect: /layout/volumes/swap/size = 256

object template no-memory;

include 'guest-with-disk';
'/hardware/ram' = null;
include 'xen/guest/filesystems'; # expect-error: 'guest no-memory has no memory: set ram/0/size in the hardware template of no-memory'

object template no-memory-and-no-database;

variable XEN_DB = undef;
include 'guest-with-disk';
'/hardware/ram' = null;
include 'xen/guest/filesystems'; # expect-error: 'guest no-memory-and-no-database has no memory: set ram/0/size in the hardware template of no-memory-and-no-database'

object template no-memory-on-a-host;

variable XEN_DB = dict('h1', list('no-memory-on-a-host'));
include 'guest-with-disk';
'/hardware/ram' = null;
include 'xen/guest/filesystems'; # expect-error: 'guest no-memory-on-a-host of host h1 has no memory: set ram/0/size in the hardware template of no-memory-on-a-host'

template guest-with-disk;

include 'alone';
include 'small-guest';
variable DISK_BOOT_DEV ?= 'xvda';
variable DISK_BOOT_PART_PREFIX ?= '';

template shown;

'/layout/volumes' = DISK_VOLUME_PARAMS;
'/layout/order' = DISK_DEVICE_LIST;
'/layout/label' = PHYSICAL_DEVICE_DEFAULT_LABEL;
