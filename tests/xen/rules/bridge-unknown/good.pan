object template g1;
variable N = 1;
include 'guest';
object template h;
variable N = 9;
variable BRIDGE = 'xenbr0';
include 'host';
