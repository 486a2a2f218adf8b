# Parameters of the running kernel.
#
# Sets: /software/components/sysctl, package ncm-sysctl
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/sysctl/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/sysctl/schema';

bind '/software/components/sysctl' = component_sysctl;

'/software/packages' = pkg_repl('ncm-sysctl', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/sysctl';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
