object template g1;
variable N = 1;
include 'guest';
'/hardware/ram' = list(dict('size', 625));
object template h;
variable N = 9;
include 'host';
'/hardware/ram' = list(dict('size', 512), dict('size', 512)); # BAD h.example.org has 1024 MB of memory, but needs 1025: 625 MB for its 1 guest and 400 MB for itself
