# Packages, repositories and the component that installs them.
#
# Sets: types component_spma, SOFTWARE_PACKAGE, SOFTWARE_REPOSITORY; binds /software/packages and /software/repositories
# Reads: nothing

declaration template components/spma/schema;

include 'pan/types';
include 'quattor/types/component';

type SOFTWARE_PACKAGE = {
    "arch" ? string{}
};

type SOFTWARE_REPOSITORY_PROTOCOL = {
    "name" : choice('http', 'https', 'ftp', 'file')
    "url" : string with match(SELF, '^(file|https?|ftp)://')
};

type SOFTWARE_REPOSITORY = {
    "name" : string with match(SELF, '^[\w.-]+$')
    "owner" ? string
    "enabled" : boolean = true
    "gpgcheck" : boolean = false
    "priority" ? long(1..99)
    "protocols" : SOFTWARE_REPOSITORY_PROTOCOL[1..]
};

type component_spma = {
    include structure_component
    "packager" : choice('spma', 'yum') = 'yum'
    @{true: packages that are not in the list stay installed}
    "userpkgs" ? boolean
};

bind '/software/packages' = SOFTWARE_PACKAGE{}{};
bind '/software/repositories' = SOFTWARE_REPOSITORY[];
