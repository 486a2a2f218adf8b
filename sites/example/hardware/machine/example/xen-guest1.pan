# The Xen guest xen-guest1.example.org.

structure template hardware/machine/example/xen-guest1;

include 'hardware/machine/xen/base';

'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:11';
'ram/0/size' = 256 * MB;
'harddisks/xvda/capacity' = 20 * GB;
