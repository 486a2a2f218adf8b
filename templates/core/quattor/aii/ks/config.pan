# Kickstart: where the distribution comes from, and how the installed machine starts.
#
# Sets: /system/aii/osinstall/ks (each field only if it has no value yet)
#   AII_OSINSTALL_PROTOCOL   default http
#   AII_OSINSTALL_OS_VERSION default NODE_OS_VERSION
#   AII_OSINSTALL_ROOT       folder of the distributions on their server; default /packages/os
#   AII_OSINSTALL_SUBURL     what follows the version; default nothing
#   AII_OSINSTALL_PATH       default AII_OSINSTALL_ROOT/AII_OSINSTALL_OS_VERSION and AII_OSINSTALL_SUBURL
#   AII_KS_SRV, AII_ACK_SRV  servers of the kickstart files and of the acknowledgement; default AII_OSINSTALL_SRV
#   AII_KS_PROTOCOL, AII_ACK_PROTOCOL default AII_OSINSTALL_PROTOCOL
#   AII_ACK_CGI              default /cgi-bin/aii-installack.cgi
#   AII_ACK_LIST             default one URL made of the three before
#   AII_OSINSTALL_ROOTPW     crypted password of root; default the one of component accounts
#   AII_OSINSTALL_SELINUX    default disabled
#   AII_OSINSTALL_OPTION_TIMEZONE default Europe/Paris
#   AII_OSINSTALL_OPTION_LANG     default en_US.UTF-8
#   AII_OSINSTALL_BOOTPROTO  default static
#   AII_OSINSTALL_PACKAGES, AII_OSINSTALL_BASE_PACKAGES default what a Quattor client needs
#   AII_OSINSTALL_NODEPROFILE default the URL of component ccm
# Reads: AII_OSINSTALL_SRV (no default: an error if it is undefined), NODE_OS_VERSION, /hardware/harddisks

unique template quattor/aii/ks/config;

include 'components/accounts/config';
include 'components/ccm/config';
include 'quattor/aii/ks/schema';

bind '/system/aii/osinstall/ks' = structure_ks_ks_info;

variable AII_OSINSTALL_SRV ?= error('variable AII_OSINSTALL_SRV is needed: the server of the OS distributions');
variable AII_OSINSTALL_PROTOCOL ?= 'http';
variable AII_OSINSTALL_OS_VERSION ?= NODE_OS_VERSION;
variable AII_OSINSTALL_ROOT ?= '/packages/os';
variable AII_OSINSTALL_SUBURL ?= '';
variable AII_OSINSTALL_PATH ?= format('%s/%s%s', AII_OSINSTALL_ROOT, AII_OSINSTALL_OS_VERSION, AII_OSINSTALL_SUBURL);
variable AII_KS_SRV ?= AII_OSINSTALL_SRV;
variable AII_KS_PROTOCOL ?= AII_OSINSTALL_PROTOCOL;
variable AII_ACK_SRV ?= AII_OSINSTALL_SRV;
variable AII_ACK_PROTOCOL ?= AII_OSINSTALL_PROTOCOL;
variable AII_ACK_CGI ?= '/cgi-bin/aii-installack.cgi';
variable AII_ACK_LIST ?= list(format('%s://%s%s', AII_ACK_PROTOCOL, AII_ACK_SRV, AII_ACK_CGI));
variable AII_OSINSTALL_ROOTPW ?= value('/software/components/accounts/rootpwd');
variable AII_OSINSTALL_SELINUX ?= 'disabled';
variable AII_OSINSTALL_OPTION_TIMEZONE ?= 'Europe/Paris';
variable AII_OSINSTALL_OPTION_LANG ?= 'en_US.UTF-8';
variable AII_OSINSTALL_BOOTPROTO ?= 'static';
variable AII_OSINSTALL_PACKAGES ?= list('curl', 'openssh', 'openssh-server', 'wget');
variable AII_OSINSTALL_BASE_PACKAGES ?= list('perl-LC', 'perl-CAF', 'ccm', 'ncm-ncd', 'ncm-query', 'ncm-spma');
variable AII_OSINSTALL_NODEPROFILE ?= value('/software/components/ccm/profile');

prefix '/system/aii/osinstall/ks';
'osinstall_protocol' ?= AII_OSINSTALL_PROTOCOL;
'installtype' ?= {
    if (match(AII_OSINSTALL_PROTOCOL, '^https?$')) {
        format('url --url %s://%s%s', AII_OSINSTALL_PROTOCOL, AII_OSINSTALL_SRV, AII_OSINSTALL_PATH);
    } else if (AII_OSINSTALL_PROTOCOL == 'nfs') {
        format('nfs --server %s --dir %s', AII_OSINSTALL_SRV, AII_OSINSTALL_PATH);
    } else {
        error('AII_OSINSTALL_PROTOCOL %s: http, https and nfs are known', AII_OSINSTALL_PROTOCOL);
    };
};
'acklist' ?= AII_ACK_LIST;
'bootproto' ?= AII_OSINSTALL_BOOTPROTO;
'lang' ?= AII_OSINSTALL_OPTION_LANG;
'timezone' ?= AII_OSINSTALL_OPTION_TIMEZONE;
'rootpw' ?= AII_OSINSTALL_ROOTPW;
'selinux' ?= AII_OSINSTALL_SELINUX;
'node_profile' ?= AII_OSINSTALL_NODEPROFILE;
'packages' ?= AII_OSINSTALL_PACKAGES;
'base_packages' ?= AII_OSINSTALL_BASE_PACKAGES;
'volgroup_required' ?= to_long(OS_VERSION_PARAMS_DEFAULT['majorversion']) < 6;

# A disk of which /system/blockdevices knows nothing is left alone.
'clearpart' ?= {
    disks = list();
    foreach (name; disk; value('/hardware/harddisks')) {
        if (exists('/system/blockdevices/physical_devs/' + name)) append(disks, unescape(name));
    };
    disks;
};
'ignoredisk' ?= {
    disks = list();
    foreach (name; disk; value('/hardware/harddisks')) {
        if (!exists('/system/blockdevices/physical_devs/' + name)) append(disks, unescape(name));
    };
    disks;
};
'bootdisk_order' ?= {
    disks = list();
    foreach (name; disk; value('/hardware/harddisks')) {
        if (exists(disk['boot']) && disk['boot']) append(disks, unescape(name));
    };
    disks;
};

include if_exists('config/quattor/ks');
