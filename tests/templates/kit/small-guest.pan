# The hardware of a guest, as hosts read it.
#
# Sets: /hardware
# Reads: nothing

template small-guest;

include 'pan/units';

'/hardware' = create('hardware/machine/xen/base');
'/hardware/cards/nic/eth0/hwaddr' = '00:16:3e:00:00:01';
