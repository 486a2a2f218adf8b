# A Broadcom network card.
#
# Sets: driver, name, media, pxe; not hwaddr
# Reads: nothing

structure template hardware/nic/by_driver/tg3;

'driver' = 'tg3';
'name' = 'Broadcom NetXtreme';
'media' = 'Ethernet';
'pxe' = true;
