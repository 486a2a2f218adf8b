# A virtual network card of Xen.
#
# Sets: driver, name, media, pxe; not hwaddr
# Reads: nothing

structure template hardware/nic/by_driver/xen-netfront;

'driver' = 'xen-netfront';
'name' = 'Xen virtual network card';
'media' = 'Ethernet';
'pxe' = false;
