object template g1;
variable N = 1;
include 'guest';
'/hardware/cpu/1' = value('/hardware/cpu/0');
'/hardware/cpu/2' = value('/hardware/cpu/0');
# BAD guest g1 has 3 VCPUs, its host h.example.org 2 cores
object template h;
variable N = 9;
include 'host';
