# What every configuration component has.
#
# Sets: types structure_component, structure_component_dependency
# Reads: nothing

declaration template quattor/types/component;

include 'quattor/functions/validation';

type structure_component_dependency = {
    @{components that must have run before this one}
    "pre" ? string[] with is_component_list(SELF)
    @{components that must run after this one}
    "post" ? string[] with is_component_list(SELF)
};

type structure_component = extensible {
    @{false: ncm-ncd leaves the component alone}
    "active" : boolean = true
    @{true: ncm-cdispd runs the component when its part of the profile changes}
    "dispatch" : boolean = true
    "version" ? string with match(SELF, '^\d+(\.\d+)+$')
    @{further parts of the profile whose change starts the component}
    "register_change" ? element*[]
    "dependencies" ? structure_component_dependency
};
