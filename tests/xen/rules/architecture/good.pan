object template g1;
variable N = 1;
variable SYSTEM = 'slc450-i386';
include 'guest';
object template h;
variable N = 9;
include 'host';
# property xen.combinations=sl450-x86_64:slc450-i386
