# Units of the quantities in a profile: memory and disk sizes are in MB, clock speeds in MHz.
#
# Sets: MB, GB, TB, MHz, GHz and the byte counts KiB, MiB, GiB (all final)
# Reads: nothing

declaration template pan/units;

# panlint disable=LP011
final variable MB = 1;
# panlint disable=LP011
final variable GB = 1024 * MB;
# panlint disable=LP011,UV002
final variable TB = 1024 * GB;

# panlint disable=LP010,LP011
final variable MHz = 1;
# panlint disable=LP010,LP011
final variable GHz = 1000 * MHz;

# panlint disable=LP010,LP011
final variable KiB = 1024;
# panlint disable=LP010,LP011
final variable MiB = 1024 * KiB;
# panlint disable=LP010,LP011,UV002
final variable GiB = 1024 * MiB;
