# property xen.combinations=sl450-x86_64:sl44-x86_64
object template g1;
variable N = 1;
variable SYSTEM = 'sl44-x86_64';
include 'guest';
# BAD disk xvda of g1.example.org must be sda: its system is sl44-x86_64
object template h;
variable N = 9;
include 'host';
