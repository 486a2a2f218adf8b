# Files that the profile itself carries.
#
# Sets: type component_filecopy
# Reads: nothing

declaration template components/filecopy/schema;

include 'pan/types';
include 'quattor/types/component';

type structure_filecopy = {
    "config" ? string
    "source" ? absolute_file_path
    "owner" ? string
    "group" ? string
    "perms" ? string with match(SELF, '^[0-7]{3,4}$')
    "restart" ? string
    "backup" : boolean = true
} with exists(SELF['config']) != exists(SELF['source'])
    || error('either the contents (config) or a source is needed');

type component_filecopy = {
    include structure_component
    @{by escaped path of the file}
    "services" ? structure_filecopy{}
};
