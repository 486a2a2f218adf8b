# The domains of a host, made of the profiles of its guests.

object template host;

include 'alone';
variable XEN_GUESTS = list('small', 'large');
include 'xen/configure_guests';

# golden: text
# subtree: /software/components/xen

object template small;
include 'small-guest';

object template large;

include 'pan/units';
'/hardware' = create('hardware/machine/xen/base');
'/hardware/cpu' = list(dict('cores', 2), dict('arch', 'x86_64'), dict('cores', 4));
'/hardware/ram' = list(dict('size', 512), dict('size', 256));
'/hardware/harddisks' = dict(
    'xvda', dict('capacity', 10 * GB, 'boot', false),
    'xvdb', dict('capacity', 20 * GB, 'boot', true),
    escape('mapper/xvdc'), dict('capacity', 30 * GB),
);
'/hardware/cards/nic' = dict(
    'eth0', dict('hwaddr', '00:16:3e:00:00:02'),
    'eth1', dict('hwaddr', '00:16:3e:00:00:03'),
);

object template no-guests;

include 'alone';
include 'xen/configure_guests';

# expect: /software/components/xen/domains = dict()
# expect: /software/components/xen/network/bridges = null

object template from-database;

include 'alone';
variable XEN_DB = dict('another', list('large'), 'from-database', list('small'));
include 'xen/configure_guests';

# expect: /software/components/xen/domains/small/options/name = 'small'
# expect: /software/components/xen/domains/large = null

object template all-set;

include 'alone';
variable XEN_GUESTS = list('small', 'large');
variable XEN_VG = 'vg_xen';
variable XEN_CREATE_FILESYSTEMS = false;
variable XEN_RAM = dict('large', 2048);
variable XEN_BOOTLOADER = dict('large', '/usr/bin/pygrub');
variable XEN_BOOTARGS = dict('large', '--entry=1');
variable XEN_VIF_BRIDGE = dict('large', dict('eth1', 'xenbr1'));
variable XEN_NETWORK_BRIDGES = dict('xenbr1', dict('netdev', 'eth1', 'vifnum', 1));
'/software/components/xen/domains/small' = dict('auto', false, 'options', dict('on_crash', 'destroy', 'memory', 128));
include 'xen/configure_guests';

# golden: text
# subtree: /software/components/xen/domains
# subtree: /software/components/xen/network/bridges

object template memory-for-all;

include 'alone';
variable XEN_GUESTS = list('small', 'large');
variable XEN_RAM = 384;
include 'xen/configure_guests';

# expect: /software/components/xen/domains/small/options/memory = 384
# expect: /software/components/xen/domains/large/options/memory = 384

object template memory-of-another;

include 'alone';
variable XEN_GUESTS = list('small', 'large');
variable XEN_RAM = dict('small', 64);
include 'xen/configure_guests';

# expect: /software/components/xen/domains/small/options/memory = 64
# expect: /software/components/xen/domains/large/options/memory = 768

object template no-processors;

include 'alone';
variable XEN_GUESTS = list('bare', 'idle');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/bare/options/vcpus = 1
# expect: /software/components/xen/domains/idle/options/vcpus = 1

object template bare;
include 'small-guest';
'/hardware/cpu' = null;

object template idle;
include 'small-guest';
'/hardware/cpu/0/cores' = 0;

object template with-prefix;

include 'alone';
variable XEN_PROFILE_PREFIX = 'profile_';
variable XEN_GUESTS = list('guest');
include 'xen/configure_guests';

# expect: /software/components/xen/domains/guest/options/name = 'guest'

object template profile_guest;
include 'small-guest';
