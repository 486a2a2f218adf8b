# The Xen guest xen-guest3.example.org, 32 bit.

structure template hardware/machine/example/xen-guest3;

include 'hardware/machine/xen/base_i386';

# XEN_DB does not have this guest, so its host is named here.
'location' = 'xen-host2.example.org';
'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:23';
'ram/0/size' = 512 * MB;
