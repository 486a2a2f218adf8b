# Kernels the boot loader offers.
#
# Sets: type component_grub
# Reads: nothing

declaration template components/grub/schema;

include 'pan/types';
include 'quattor/types/component';

type type_kernel = {
    @{kernel, or the first module of a multiboot loader; relative to the prefix}
    "kernelpath" : string with match(SELF, '^/')
    "kernelargs" ? string
    @{a multiboot loader, such as the Xen hypervisor}
    "multiboot" ? string with match(SELF, '^/')
    "mbargs" ? string
    "initrd" ? string with match(SELF, '^/')
    "title" ? string(1..)
} with {
    if (exists(SELF['mbargs']) && !exists(SELF['multiboot'])) {
        error('kernel %s: mbargs without a multiboot loader', SELF['kernelpath']);
    };
    true;
};

type component_grub = {
    include structure_component
    @{folder of the kernels; the component's default is /boot}
    "prefix" ? absolute_file_path
    @{arguments of the default kernel; a leading - removes one}
    "args" ? string
    "fullcontrol" ? boolean
    "kernels" ? type_kernel[]
};
