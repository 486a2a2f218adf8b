# property xen.combinations=sl450-x86_64:el9x-x86_64, sl450-x86_64:sl50-x86_64
object template g1;
variable N = 1;
variable SYSTEM = 'el9.x-x86_64';
include 'guest';
object template h;
variable N = 9;
include 'host';
