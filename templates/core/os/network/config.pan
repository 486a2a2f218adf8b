# Names, addresses and interfaces from NETWORK_PARAMS.
#
# Sets: /system/network (each field only if it has no value yet)
# Reads: NETWORK_PARAMS  dict with ip, netmask, gateway, broadcast of the boot interface; no default
#        NETWORK_DEFAULT_GATEWAY default the gateway of NETWORK_PARAMS
#        HOSTNAME, DOMAIN, NAMESERVERS
#        OS_NETWORK_CONFIG_SITE  template included at the end; default none

unique template os/network/config;

include 'components/network/config';
include 'quattor/functions/network';

variable NETWORK_DEFAULT_GATEWAY ?= NETWORK_PARAMS['gateway'];
variable OS_NETWORK_CONFIG_SITE ?= null;

prefix '/system/network';
'hostname' ?= HOSTNAME;
'domainname' ?= DOMAIN;
'nameserver' ?= NAMESERVERS;
'default_gateway' ?= NETWORK_DEFAULT_GATEWAY;
'interfaces' ?= copy_network_params(NETWORK_PARAMS);

include OS_NETWORK_CONFIG_SITE;
