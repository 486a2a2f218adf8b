object template g1;
variable N = 1;
variable SYSTEM = 'sl308-i386';
variable DISK = 'sda';
include 'guest';
# BAD sl308-i386 as guest of sl450-x86_64 \(h.example.org\) is not known to work
object template h;
variable N = 9;
include 'host';
