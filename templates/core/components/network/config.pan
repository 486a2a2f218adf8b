# Interfaces of the machine.
#
# Sets: /software/components/network, package ncm-network
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/network/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/network/schema';

bind '/software/components/network' = component_network;

'/software/packages' = pkg_repl('ncm-network', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/network';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
'register_change' = push('/system/network');
