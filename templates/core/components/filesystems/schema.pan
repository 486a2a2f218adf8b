# Component of the mounts and file systems.
#
# Sets: type component_filesystems
# Reads: nothing

declaration template components/filesystems/schema;

include 'pan/types';
include 'quattor/types/component';

type component_filesystems = {
    include structure_component
    "manage_blockdevs" ? boolean
    "protected_mounts" : string[] = list('/proc', '/sys', '/dev')
};
