object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
object template other;
'/system/network/hostname' = 'G1'; # BAD host name g1.example.org belongs to the profiles g1 and the profiles other
'/system/network/domainname' = 'example.org';
