object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
object template other;
'/system/network/interfaces/eth0/aliases/a/ip' = '192.0.2.1'; # BAD IP address 192.0.2.1 belongs to g1.example.org \(eth0\) and other \(eth0:a\)
