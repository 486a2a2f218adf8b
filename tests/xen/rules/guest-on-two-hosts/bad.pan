object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
include 'host';
object template h2;
variable N = 8;
include 'host';
# BAD guest g1.example.org is on h.example.org and h2.example.org
