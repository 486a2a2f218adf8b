# What the automated installation reads; its plug-ins bind closer types to osinstall/ks and nbp/pxelinux.
#
# Sets: types structure_aii, structure_aii_module, structure_aii_hook, structure_aii_hooklist
# Reads: nothing

declaration template quattor/types/aii;

type structure_aii_module = extensible {
    "dummy" ? string
};

type structure_aii_hook = extensible {
    "module" : string
};

type structure_aii_hooklist = {
    "pre_install" ? structure_aii_hook[]
    "post_install" ? structure_aii_hook[]
    "post_reboot" ? structure_aii_hook[]
};

type structure_aii = extensible {
    "osinstall" ? structure_aii_module{}
    "nbp" ? structure_aii_module{}
    "hooks" ? structure_aii_hooklist
};
