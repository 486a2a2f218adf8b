# The Xen host xen-host2.example.org, 32 bit.

structure template hardware/machine/example/xen-host2;

'location' = 'rack 1';
'serialnumber' = 'X1000002';

'cpu' = list(create('hardware/cpu/intel/xeon_2800'), create('hardware/cpu/intel/xeon_2800'));
'ram' = list(create('hardware/ram/generic', 'size', 4 * GB));
'harddisks/sda' = create('hardware/harddisk/generic/scsi', 'capacity', 140 * GB, 'boot', true);
'cards/nic/eth0' = create('hardware/nic/by_driver/tg3', 'hwaddr', '00:00:5e:00:53:20', 'boot', true);
'cards/nic/eth1' = create('hardware/nic/by_driver/tg3', 'hwaddr', '00:00:5e:00:53:21');
