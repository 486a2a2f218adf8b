# Services that start with the machine.
#
# Sets: /software/components/chkconfig, package ncm-chkconfig
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/chkconfig/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/chkconfig/schema';

bind '/software/components/chkconfig' = component_chkconfig;

'/software/packages' = pkg_repl('ncm-chkconfig', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/chkconfig';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
