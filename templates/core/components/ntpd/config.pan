# Clock of the machine.
#
# Sets: /software/components/ntpd, package ncm-ntpd
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/ntpd/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/ntpd/schema';

bind '/software/components/ntpd' = component_ntpd;

'/software/packages' = pkg_repl('ncm-ntpd', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/ntpd';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
