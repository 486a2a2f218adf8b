# Units of the quantities in a profile: memory and disk sizes are in MB, clock speeds in MHz.
#
# Sets: MB, GB, TB, MHz, GHz and the byte counts KiB, MiB, GiB (all final)
# Reads: nothing

declaration template pan/units;

final variable MB = 1;
final variable GB = 1024 * MB;
final variable TB = 1024 * GB;

final variable MHz = 1;
final variable GHz = 1000 * MHz;

final variable KiB = 1024;
final variable MiB = 1024 * KiB;
final variable GiB = 1024 * MiB;
