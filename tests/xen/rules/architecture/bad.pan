object template g1;
variable N = 1;
include 'guest';
# BAD guest g1.example.org is for x86_64, but its host h.example.org is i386
object template h;
variable N = 9;
variable SYSTEM = 'slc450-i386';
include 'host';
