object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
'/software/components/xen/domains/own/options' = dict('name', 'own', 'memory', 64);
'/software/components/xen/domains/own/options/vif' = list('mac=00:16:3e:00:00:01'); # BAD g1.example.org \(eth0\) and guest own on h.example.org
# with guest-without-profile
