# Network boot: installer kernel, its RAM disk, the menu label and where the kickstart file is.
#
# Sets: /system/aii/nbp/pxelinux (each field only if it has no value yet)
#   AII_KS_PATH         path of the kickstart files on their server; default /ks, /osinstall/ks for NFS
#   AII_KS_CONFIG_FILE  default AII_KS_PATH/host.domain.ks
#   AII_NBP_ROOT        folder of the installer kernel; default version_arch of AII_OSINSTALL_OS_VERSION
#   AII_NBP_LABEL       default the name of the distribution
#   AII_NBP_INITRD      default initrd.img
#   AII_NBP_KERNELPARAMS further kernel arguments; default none
# Reads: AII_HOSTNAME, AII_DOMAIN, AII_KS_SRV, AII_KS_PROTOCOL, AII_OSINSTALL_PROTOCOL, AII_OSINSTALL_OS_VERSION

unique template quattor/aii/pxelinux/config;

include 'quattor/functions/network';
include 'quattor/aii/pxelinux/schema';

bind '/system/aii/nbp/pxelinux' = structure_pxelinux_pxe_info;

variable AII_KS_PATH ?= if (match(AII_OSINSTALL_PROTOCOL, '^https?$')) '/ks' else '/osinstall/ks';
variable AII_KS_CONFIG_FILE ?= format('%s/%s.%s.ks', AII_KS_PATH, AII_HOSTNAME, AII_DOMAIN);

variable AII_NBP_LABEL ?= {
    names = dict(
        'centos', 'CentOS',
        'el', 'Enterprise Linux',
        'rhel', 'Red Hat Enterprise Linux',
        'sl', 'Scientific Linux',
        'slc', 'Scientific Linux CERN',
    );
    parts = matches(AII_OSINSTALL_OS_VERSION, '^(slc?|el|rhel|centos)([0-9x]+)[_-](\w+)');
    if (length(parts) == 4) {
        format('%s %s (%s)', names[parts[1]], parts[2], parts[3]);
    } else {
        'Linux ' + AII_OSINSTALL_OS_VERSION;
    };
};

variable AII_NBP_ROOT ?= {
    parts = matches(AII_OSINSTALL_OS_VERSION, '^([\w.]+?)[_-](.*)$');
    if (length(parts) != 3) error('AII_OSINSTALL_OS_VERSION %s is not VERSION-ARCH', AII_OSINSTALL_OS_VERSION);
    parts[1] + '_' + parts[2];
};

variable AII_NBP_INITRD ?= 'initrd.img';
variable AII_NBP_KERNELPARAMS ?= null;

prefix '/system/aii/nbp/pxelinux';
'kernel' ?= AII_NBP_ROOT + '/vmlinuz';
'initrd' ?= AII_NBP_ROOT + '/' + AII_NBP_INITRD;
'label' ?= AII_NBP_LABEL;
'ksdevice' ?= boot_nic();
'append' ?= AII_NBP_KERNELPARAMS;
'kslocation' ?= {
    server = if (match(AII_KS_PROTOCOL, '^https?$')) {
        format('%s://%s', AII_KS_PROTOCOL, AII_KS_SRV);
    } else {
        format('nfs:%s:', AII_KS_SRV);
    };
    server + AII_KS_CONFIG_FILE;
};
