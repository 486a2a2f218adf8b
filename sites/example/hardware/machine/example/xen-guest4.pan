# The Xen guest xen-guest4.example.org, 32 bit, of a system that knows no disk xvda.

structure template hardware/machine/example/xen-guest4;

include 'hardware/machine/xen/base_sda_i386';

# XEN_DB does not have this guest, so its host is named here.
'location' = 'xen-host2.example.org';
'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:24';
'harddisks/sda/capacity' = 10 * GB;
