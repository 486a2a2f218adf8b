# The automated installation: first what the site says, then kickstart and network boot.
#
# Sets: AII_HOSTNAME, AII_DOMAIN (defaults from /system/network), /system/aii
# Reads: AII_CONFIG_SITE      template of the site; default none
#        AII_OSINSTALL_GEN    default quattor/aii/ks/config
#        AII_NBP_GEN          default quattor/aii/pxelinux/config

unique template quattor/aii/config;

include 'quattor/aii/schema';

variable AII_CONFIG_SITE ?= null;
include AII_CONFIG_SITE;

variable AII_HOSTNAME ?= value('/system/network/hostname');
variable AII_DOMAIN ?= value('/system/network/domainname');

variable AII_OSINSTALL_GEN ?= 'quattor/aii/ks/config';
include AII_OSINSTALL_GEN;
variable AII_NBP_GEN ?= 'quattor/aii/pxelinux/config';
include AII_NBP_GEN;
