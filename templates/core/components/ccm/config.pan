# Where the machine fetches its profile.
#
# Sets: /software/components/ccm, package ncm-ccm
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/ccm/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/ccm/schema';

bind '/software/components/ccm' = component_ccm;

'/software/packages' = pkg_repl('ncm-ccm', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/ccm';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
