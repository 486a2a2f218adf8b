structure template hardware/machine/example/xen-guest2;

include 'hardware/machine/xen/base';

'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:12';

'harddisks/xvda/interface' = 'virtual'; # fault
