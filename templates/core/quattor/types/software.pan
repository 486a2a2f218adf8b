# Components, repositories and packages; the package component binds closer types to the last two.
#
# Sets: type structure_software
# Reads: nothing

declaration template quattor/types/software;

include 'quattor/types/component';

type structure_software = {
    "components" ? structure_component{}
    "repositories" ? list
    "packages" ? dict
    "groups" ? dict
};
