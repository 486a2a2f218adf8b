object template g1;
variable N = 1;
variable SYSTEM = 'sl308-i386';
variable DISK = 'sda';
include 'guest';
object template h;
variable N = 9;
variable SYSTEM = 'slc450-i386';
include 'host';
