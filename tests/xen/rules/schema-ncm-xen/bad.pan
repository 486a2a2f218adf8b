object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/software/components/xen/create_domains' = 'yes'; # BAD /software/components/xen/create_domains: must be a boolean, is a string
