object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/software/components/xen/domains/own/options' = dict('name', 'own', 'memory', 64); # BAD guest own on h.example.org has no profile
