# The Xen host xen-host.example.org.

structure template hardware/machine/example/xen-host;

'location' = 'rack 1';
'serialnumber' = 'X1000001';

'cpu' = list(create('hardware/cpu/intel/xeon_5160'), create('hardware/cpu/intel/xeon_5160'));
'ram' = list(create('hardware/ram/generic', 'size', 8 * GB));
'harddisks/sda' = create('hardware/harddisk/generic/sata', 'capacity', 250 * GB, 'boot', true);
'cards/nic/eth0' = create('hardware/nic/by_driver/tg3', 'hwaddr', '00:00:5e:00:53:10', 'boot', true);
