structure template hardware/machine/xen/xen-guest2;

include 'hardware/machine/xen/base';

'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:12';
'ram/0/size' = 1 * GB;
'harddisks/xvdb' = create('hardware/harddisk/xen_vbd', 'capacity', 100 * GB);
