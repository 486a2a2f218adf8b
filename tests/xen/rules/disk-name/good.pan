object template g1;
variable N = 1;
include 'guest';
object template g2;
variable N = 2;
variable SYSTEM = 'sl308-i386';
variable DISK = 'sda';
include 'guest';
object template h;
variable N = 9;
variable GUESTS = list('g1', 'g2');
include 'host';
# property xen.combinations=sl450-x86_64:sl308-i386
