object template g1;
variable N = 1;
include 'guest';
'/hardware/ram' = list(dict('size', 624));
object template h;
variable N = 9;
include 'host';
