# Guests of which no domain can be made.

object template itself;

include 'alone';
variable XEN_GUESTS = list('itself');
include 'xen/configure_guests'; # expect-error: 'itself: the host is among its own guests: take it out of XEN_GUESTS or of its list in XEN_DB'

object template on-two-hosts;

include 'alone';
variable XEN_DB = dict('on-two-hosts', list('g', 'small'), 'other', list('small'));
include 'xen/configure_guests'; # expect-error: 'guest small is on more than one host in XEN_DB: on-two-hosts, other; leave it in the list of one of them'

object template on-another-host;

include 'alone';
variable XEN_DB = dict('other', list('small'));
variable XEN_GUESTS = list('small');
include 'xen/configure_guests'; # expect-error: 'on-another-host: guest small is in XEN_GUESTS, but XEN_DB has it on host other; leave it in one of the two'

object template no-profile;

include 'alone';
variable XEN_PROFILE_PREFIX = 'profile_';
variable XEN_GUESTS = list('small');
include 'xen/configure_guests'; # expect-error: 'no-profile: guest small has no profile profile_small on the load path of this cluster: add one, or take it out of XEN_DB or XEN_GUESTS'

object template no-hardware;

include 'alone';
variable XEN_GUESTS = list('empty');
include 'xen/configure_guests'; # expect-error: 'no-hardware: guest empty has no profile empty on the load path of this cluster: add one, or take it out of XEN_DB or XEN_GUESTS'

object template empty;
'/system/network/hostname' = 'empty';

object template small;
include 'small-guest';

object template g;
include 'small-guest';

# --- hardware that is not complete ---

object template memory;

include 'alone';
variable XEN_GUESTS = list('no-memory');
include 'xen/configure_guests'; # expect-error: 'memory: guest no-memory has no memory: set ram/0/size in the hardware template of no-memory'

object template no-memory;
include 'small-guest';
'/hardware/ram' = null;

object template disk;

include 'alone';
variable XEN_GUESTS = list('no-disk');
include 'xen/configure_guests'; # expect-error: 'disk: guest no-disk has no disk: add one to harddisks in the hardware template of no-disk'

object template no-disk;
include 'small-guest';
'/hardware/harddisks' = dict();

object template disks;

include 'alone';
variable XEN_GUESTS = list('no-disks');
include 'xen/configure_guests'; # expect-error: 'disks: guest no-disks has no disk: add one to harddisks in the hardware template of no-disks'

object template no-disks;
include 'small-guest';
'/hardware/harddisks' = null;

object template size;

include 'alone';
variable XEN_GUESTS = list('no-size');
include 'xen/configure_guests'; # expect-error: 'size: guest no-size: disk cciss/c0d0 has no size: set harddisks/cciss_2fc0d0/capacity in the hardware template of no-size'

object template no-size;
include 'small-guest';
'/hardware/harddisks/{cciss/c0d0}' = dict('interface', 'scsi');

object template card;

include 'alone';
variable XEN_GUESTS = list('no-card');
include 'xen/configure_guests'; # expect-error: 'card: guest no-card has no network card: add one to cards/nic in the hardware template of no-card'

object template no-card;
include 'small-guest';
'/hardware/cards/nic' = dict();

object template cards;

include 'alone';
variable XEN_GUESTS = list('no-cards');
include 'xen/configure_guests'; # expect-error: 'cards: guest no-cards has no network card: add one to cards/nic in the hardware template of no-cards'

object template no-cards;
include 'small-guest';
'/hardware/cards' = null;

object template address;

include 'alone';
variable XEN_GUESTS = list('no-address');
include 'xen/configure_guests'; # expect-error: 'address: guest no-address: network card eth1 has no MAC address: set cards/nic/eth1/hwaddr in the hardware template of no-address'

object template no-address;
include 'small-guest';
'/hardware/cards/nic/eth1' = dict('media', 'Ethernet');

object template bad-address;

include 'alone';
variable XEN_GUESTS = list('wrong-address');
include 'xen/configure_guests'; # expect-error: 'bad-address: guest wrong-address: network card eth0 has no MAC address: set cards/nic/eth0/hwaddr in the hardware template of wrong-address'

object template wrong-address;
include 'small-guest';
'/hardware/cards/nic/eth0/hwaddr' = '00:16:3e';
