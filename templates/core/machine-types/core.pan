# A machine with its operating system, network, disks and installation.
#
# What is special to a machine is included after this template, the repositories last:
#     include 'machine-types/core';
#     include 'xen/host/config';
#     include PKG_REPOSITORY_CONFIG;
#
# Sets: /system, /software; PKG_REPOSITORY_CONFIG (default repository/config)
# Reads: SITE_CONFIG_TEMPLATE          default pro_site_config if it exists, else site/config
#        FILESYSTEM_LAYOUT_CONFIG_SITE layout of the disks; default site/filesystems/base
#        FILESYSTEM_CONFIG_SITE        default filesystem/config
#        OS_POSTPONE_FILESYSTEM_CONFIG true leaves the disks to the profile; default false
#        OS_POSTPONE_AII_CONFIG        true leaves the installation to the profile; default as for the disks
#        USER_CONFIG_SITE              template with the site's users; default none

template machine-types/core;

include 'machine-types/core-init';

variable OS_POSTPONE_FILESYSTEM_CONFIG ?= false;
variable OS_POSTPONE_AII_CONFIG ?= OS_POSTPONE_FILESYSTEM_CONFIG;

variable SITE_CONFIG_TEMPLATE ?= if_exists('pro_site_config');
variable SITE_CONFIG_TEMPLATE ?= 'site/config';
include SITE_CONFIG_TEMPLATE;

variable OS_NS_CONFIG ?= 'config/core/';
variable OS_NS_QUATTOR ?= 'config/quattor/';

include 'pan/functions';
include OS_NS_CONFIG + 'base';

include 'quattor/profile_base';
include 'site/named';
include 'components/grub/config';
include 'quattor/client/config';

variable FILESYSTEM_LAYOUT_CONFIG_SITE ?= if_exists('site/filesystems/base');
variable FILESYSTEM_CONFIG_SITE ?= 'filesystem/config';
include if (!OS_POSTPONE_FILESYSTEM_CONFIG) FILESYSTEM_CONFIG_SITE;
include if (!OS_POSTPONE_AII_CONFIG) OS_NS_QUATTOR + 'aii';

variable USER_CONFIG_SITE ?= null;
include USER_CONFIG_SITE;

variable PKG_REPOSITORY_CONFIG ?= 'repository/config';
