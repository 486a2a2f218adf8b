# The Xen guest xen-guest2.example.org: two processors, two disks.

structure template hardware/machine/example/xen-guest2;

include 'hardware/machine/xen/base';

'cpu/1' = create('hardware/cpu/xen_vcpu');
'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:12';
'ram/0/size' = 1 * GB;
'harddisks/xvda/capacity' = 20 * GB;
'harddisks/xvdb' = create('hardware/harddisk/xen_vbd', 'capacity', 100 * GB);
