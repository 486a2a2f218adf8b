object template g1;
variable N = 1;
variable NAME = '-g1';
include 'guest';
# BAD the guest's name '-g1.example.org' cannot be the name of a file
object template h;
variable N = 9;
include 'host';
