object template g1;
variable N = 1;
include 'guest';
'/hardware/location' = 'nowhere'; # BAD guest g1.example.org is on no host
object template h;
variable N = 9;
variable GUESTS = list();
include 'host';
