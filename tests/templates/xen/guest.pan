# A guest: its hardware, its kernel, its clock, and the host it runs on.

object template plain;

include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/location = ''
# expect: /hardware/ram/0/size = 256
# expect: /system/kernel/version = '2.6.18-8.el5xen'
# expect: /system/blockdevices = null
# expect: /software/components/xen_guest/partitioning = 'anaconda'
# expect: /software/components/chkconfig/service/ntpd = dict('off', '', 'startstop', true)
# expect: /software/components/sysctl = null
# expect: /software/components/filecopy = null
# expect: /software/packages/from-platform = dict()

object template all-set;

include 'guest-of-el5';
variable XEN_DB = dict('h1', list('other'), 'h2', list('all-set'));
variable XEN_GUESTS_MACHINE_DB = dict('all-set', dict(
    'nic', dict('eth7', dict('hwaddr', '00:16:3e:00:00:77')),
    'harddisks', dict('xvdz', dict('capacity', 7)),
    'ram_size', 777,
));
'/hardware/ram/0/speed' = 5;
'/system/kernel/version' = 'of a real machine';
'/system/blockdevices/volume_groups' = dict();
variable XEN_INDEPENDENT_WALLCLOCK = true;
variable XEN_DISABLE_SELINUX = true;
variable XEN_GUEST_KERNEL_VERSION = '5.0';
variable XEN_GUEST_KERNEL_SUFFIX = '.mine';
include 'xen/guest/config';

# expect: /hardware/location = 'h2'
# expect: /hardware/cards/nic = dict('eth7', dict('hwaddr', '00:16:3e:00:00:77'))
# expect: /hardware/harddisks = dict('xvdz', dict('capacity', 7))
# expect: /hardware/ram = list(dict('size', 777, 'speed', 5))
# expect: /system/kernel/version = '5.0.mine'
# expect: /system/blockdevices = dict('volume_groups', dict())
# expect: /software/components/chkconfig = null
# expect: /software/components/sysctl/variables/xen.independent_wallclock = '1'
# expect: /software/components/filecopy/services/{/etc/selinux/config}/owner = 'root'

object template memory-from-database-alone;

include 'guest-of-el5';
'/hardware/ram' = null;
variable XEN_GUESTS_MACHINE_DB = dict('memory-from-database-alone', dict('ram_size', 777));
include 'xen/guest/config';

# expect: /hardware/ram = list(dict('size', 777))

object template elsewhere;

include 'guest-of-el5';
'/hardware/location' = 'room 1';
variable XEN_DB = dict('h1', list('other'));
include 'xen/guest/config';

# expect: /hardware/location = 'room 1'

object template nowhere;

include 'guest-of-el5';
'/hardware/location' = null;
include 'xen/guest/config';

# expect: /hardware/location = null

object template with-lvm;

include 'guest-of-el5';
'/system/blockdevices/volume_groups/vg' = dict();
include 'xen/guest/config'; # expect-warning: 'guest with-lvm: LVM inside a guest; set FILESYSTEM_LAYOUT_CONFIG_SITE to xen/guest/filesystems for partitions'

# expect: /system/blockdevices = dict('volume_groups', dict('vg', dict()))

object template with-lvm-on-a-host;

include 'guest-of-el5';
variable XEN_DB = dict('h1', list('with-lvm-on-a-host'));
'/system/blockdevices/volume_groups/vg' = dict();
include 'xen/guest/config'; # expect-warning: 'guest with-lvm-on-a-host of host h1: LVM inside a guest; set FILESYSTEM_LAYOUT_CONFIG_SITE to xen/guest/filesystems for partitions'

# --- the kernel ---

object template kernel-of-el4;

variable MAJOR = '4';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /system/kernel/version = '2.6.18-8.el5xenU'

object template kernel-of-el3;

variable MAJOR = '3';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /system/kernel/version = '2.6.18-8.el5.cernxenU'

object template kernel-of-el6;

variable MAJOR = '6';
include 'guest-of-el5';
'/system/kernel/version' = 'of any machine';
include 'xen/guest/config';

# expect: /system/kernel/version = 'of any machine'

object template no-kernel-at-all;

variable MAJOR = '6';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /system/kernel = dict()

object template kernel-not-known;

variable PLATFORM = 'without-kernel';
include 'guest-of-el5';
'/system/kernel/version' = 'of any machine';
include 'xen/guest/config';

# expect: /system/kernel/version = 'of any machine'

object template default-version-of-the-system;

variable PLATFORM = 'without-system';
variable OS_VERSION_PARAMS = undef;
variable OS_VERSION_PARAMS_DEFAULT = dict('distribution', 'sl', 'majorversion', '4', 'minor', '5');
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /system/kernel/version = '2.6.18-8.el5xenU'

# --- names of disks ---

object template sda-since-sl4.5;

variable OS_VERSION_PARAMS = dict('distribution', 'sl', 'majorversion', '4', 'minor', '5');
variable DISK = 'sda';
include 'guest-of-el5';
include 'xen/guest/config'; # expect-warning: 'guest sda-since-sl4.5: disk sda; from SL 4.5 on Xen calls the disks of a guest xvda, xvdb, ...: take hardware/machine/xen/base, or call it xvda, in the hardware template of sda-since-sl4.5'

object template sdb-since-slc5;

variable OS_VERSION_PARAMS = dict('distribution', 'slc', 'majorversion', '5', 'minor', '0');
variable DISK = 'sdb';
include 'guest-of-el5';
include 'xen/guest/config'; # expect-warning: 'guest sdb-since-slc5: disk sdb; from SL 4.5 on Xen calls the disks of a guest xvda, xvdb, ...: take hardware/machine/xen/base, or call it xvdb, in the hardware template of sdb-since-slc5'

object template sda-before-sl4.5;

variable OS_VERSION_PARAMS = dict('distribution', 'sl', 'majorversion', '4', 'minor', '4');
variable DISK = 'sda';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/sda/capacity = 20480

object template sda-of-sl3;

variable OS_VERSION_PARAMS = dict('distribution', 'sl', 'majorversion', '3', 'minor', '8');
variable DISK = 'sda';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/sda/capacity = 20480

object template sda-of-sl4.x;

variable OS_VERSION_PARAMS = dict('distribution', 'sl', 'majorversion', '4', 'minor', 'x');
variable DISK = 'sda';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/sda/capacity = 20480

object template sda-of-another-system;

variable OS_VERSION_PARAMS = dict('distribution', 'el', 'majorversion', '9', 'minor', 'x');
variable DISK = 'sda';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/sda/capacity = 20480

object template asda-is-not-sda;

variable DISK = 'asda';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/asda/capacity = 20480

object template s0-is-not-sda;

variable DISK = 'sd0';
include 'guest-of-el5';
include 'xen/guest/config';

# expect: /hardware/harddisks/sd0/capacity = 20480

# --- what is refused ---

object template its-own-host;

include 'guest-of-el5';
variable XEN_DB = dict('its-own-host', list('its-own-host'));
include 'xen/guest/config'; # expect-error: 'its-own-host: the host is among its own guests in XEN_DB: take it out of the list'

object template on-two-hosts;

include 'guest-of-el5';
variable XEN_DB = dict('h1', list('on-two-hosts'), 'h2', list('on-two-hosts'));
include 'xen/guest/config'; # expect-error: 'guest on-two-hosts is on more than one host in XEN_DB: h1, h2; leave it in the list of one of them'

object template no-memory;

include 'guest-of-el5';
'/hardware/ram' = null;
include 'xen/guest/config'; # expect-error: 'guest no-memory has no memory: set ram/0/size in the hardware template of no-memory'

object template no-memory-on-a-host;

include 'guest-of-el5';
variable XEN_DB = dict('h1', list('no-memory-on-a-host'));
'/hardware/ram' = null;
include 'xen/guest/config'; # expect-error: 'guest no-memory-on-a-host of host h1 has no memory: set ram/0/size in the hardware template of no-memory-on-a-host'

object template no-system;

variable PLATFORM = 'without-system';
variable OS_VERSION_PARAMS = undef;
variable OS_VERSION_PARAMS_DEFAULT = undef;
include 'guest-of-el5';
include 'xen/guest/config'; # expect-error: 'no-system has no operating system: include os/version, or set OS_VERSION_PARAMS'

object template no-system-at-all;

variable PLATFORM = 'without-system';
include 'guest-of-el5';
include 'xen/guest/config'; # expect-error: 'no-system-at-all has no operating system: include os/version, or set OS_VERSION_PARAMS'

# --- what they share ---

template guest-of-el5;

variable PLATFORM ?= 'with-system';
variable MAJOR ?= '5';
variable DISK ?= 'xvda';
variable AII_NBP_ROOT = 'el5';
include 'alone';
include 'small-guest';
include PLATFORM;
'/hardware/harddisks' = dict(DISK, SELF['xvda']);

template with-system;

variable KERNEL_VERSION_NUM = '2.6.18-8.el5';
include 'without-kernel';

template without-kernel;

variable OS_VERSION_PARAMS ?= dict('distribution', 'sl', 'majorversion', MAJOR, 'minor', '0');

template without-system;

variable KERNEL_VERSION_NUM = '2.6.18-8.el5';

unique template rpms/xen/guest;

'/software/packages' = dict('from-platform', dict());
