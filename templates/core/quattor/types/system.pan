# What the machine is to be: kernel, network, disks, mail of its administrator.
#
# Sets: types structure_system, structure_kernel
# Reads: nothing

declaration template quattor/types/system;

include 'pan/types';
include 'components/network/core-schema';
include 'quattor/blockdevices';
include 'quattor/filesystems';
include 'quattor/types/aii';

type structure_kernel = {
    @{the kernel to boot, as in /boot/vmlinuz-VERSION}
    "version" ? string(1..) with !match(SELF, '[\s/]')
};

type structure_system = {
    "aii" ? structure_aii
    "architecture" ? cpu_architecture
    "blockdevices" ? structure_blockdevices
    "filesystems" ? structure_filesystem[] with filesystems_uniq_paths(SELF)
    "kernel" : structure_kernel
    "network" : structure_network
    "monitoring" ? dict
    "rootmail" : type_email
    "siterelease" ? string
    "state" ? choice('production', 'standby', 'test', 'development')
};
