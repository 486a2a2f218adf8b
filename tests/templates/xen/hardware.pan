# The hardware templates of guests.

object template machines;

include 'pan/units';

'/base' = create('hardware/machine/xen/base');
'/base_i386' = create('hardware/machine/xen/base_i386');
'/base_sda' = create('hardware/machine/xen/base_sda');
'/base_sda_i386' = create('hardware/machine/xen/base_sda_i386');

# golden: text

object template disk-without-size;

'/disk' = create('hardware/harddisk/xen_vbd');

# expect-error: 'element at /disk/capacity is undefined'
