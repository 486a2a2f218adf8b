object template h;
variable N = 9;
variable GUESTS = list();
include 'host';
'/software/components/xen/domains/snapshot1/options' = dict('name', 'x', 'memory', 64); # BAD 'snapshot1' is a name that LVM keeps
# with guest-without-profile
