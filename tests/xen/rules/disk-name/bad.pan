object template g1;
variable N = 1;
variable DISK = 'sda';
include 'guest';
# BAD disk sda of g1.example.org must be xvda: its system is sl450-x86_64
object template h;
variable N = 9;
include 'host';
