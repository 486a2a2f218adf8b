# A Xen guest of one virtual processor, 32 bit, for systems before SL 4.5.
#
# A guest has a template of its own that includes this one and sets its MAC address, and whatever else differs:
#     'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:01';
#
# Sets: location (xen/guest/config sets that of a guest in XEN_DB to its host), serialnumber, cpu, ram (256 MB),
#       harddisks/sda (20 GB, boot), cards/nic/eth0
# Reads: nothing

structure template hardware/machine/xen/base_sda_i386;

'location' = '';
'serialnumber' = 'xen';

'cpu' = list(create('hardware/cpu/xen_vcpu_i386'));
'ram' = list(create('hardware/ram/generic', 'size', 256 * MB));
'harddisks/sda' = create('hardware/harddisk/xen_vbd', 'capacity', 20 * GB, 'boot', true);
'cards/nic/eth0' = create('hardware/nic/by_driver/xen-netfront', 'boot', true);
