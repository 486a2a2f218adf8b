# Users, groups and the password of root.
#
# Sets: type component_accounts
# Reads: nothing

declaration template components/accounts/schema;

include 'pan/types';
include 'quattor/types/component';

type structure_userinfo = {
    "comment" ? string
    "homeDir" ? absolute_file_path
    "createHome" ? boolean
    "groups" : string[1..]
    "password" ? string
    "shell" ? absolute_file_path
    "uid" : long(0..)
};

type structure_groupinfo = {
    "comment" ? string
    "gid" : long(0..)
};

type component_accounts = {
    include structure_component
    @{crypted}
    "rootpwd" : string(2..)
    "rootshell" ? absolute_file_path
    "users" ? structure_userinfo{}
    "groups" ? structure_groupinfo{}
    "kept_users" : string{} = dict('root', '')
    "kept_groups" : string{} = dict('root', '')
};
