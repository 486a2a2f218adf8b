# What a kickstart file is made from.
#
# Sets: type structure_ks_ks_info
# Reads: nothing

declaration template quattor/aii/ks/schema;

include 'pan/types';

type structure_ks_ksfirewall = {
    "enabled" : boolean = true
    "trusted" ? string[]
    "services" : choice('ssh', 'telnet', 'smtp', 'http', 'ftp')[] = list('ssh')
    "ports" : type_port[] = list(7777)
};

type structure_ks_ks_info = {
    "acklist" ? type_absoluteURI[]
    "auth" : string[] = list('enableshadow', 'enablemd5')
    "bootloader_location" : choice('mbr', 'partition', 'none') = 'mbr'
    @{kernel arguments of the installed system}
    "bootloader_append" ? string
    "bootdisk_order" ? string[]
    "bootproto" : choice('static', 'dhcp')
    "clearmbr" : boolean = true
    "clearpart" ? string[]
    "ignoredisk" ? string[]
    "enable_service" ? string[]
    "disable_service" ? string[]
    "firewall" ? structure_ks_ksfirewall
    @{the install command of kickstart with its arguments}
    "installtype" : string with match(SELF, '^(url|nfs|cdrom|harddrive)\b')
    "keyboard" : string = 'us'
    "lang" : string = 'en_US.UTF-8'
    "langsupport" ? string[]
    "mouse" ? string
    "node_profile" : type_absoluteURI
    "osinstall_protocol" : choice('http', 'https', 'nfs', 'ftp')
    "packages" : string[]
    "base_packages" : string[]
    "packages_args" : string[] = list('--ignoremissing', '--resolvedeps')
    "part_label" : boolean = false
    "rootpw" : string(1..)
    "selinux" ? choice('disabled', 'enforcing', 'permissive')
    "timezone" : string
    @{true where the installer needs volgroup lines; EL 6 and later do not}
    "volgroup_required" : boolean = false
    @{version of anaconda}
    "version" : string = '11.1'
};
