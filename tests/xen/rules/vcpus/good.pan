object template g1;
variable N = 1;
include 'guest';
'/hardware/cpu/1' = value('/hardware/cpu/0');
object template h;
variable N = 9;
include 'host';
