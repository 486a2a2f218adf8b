# Files that the profile itself carries.
#
# Sets: /software/components/filecopy, package ncm-filecopy
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/filecopy/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/filecopy/schema';

bind '/software/components/filecopy' = component_filecopy;

'/software/packages' = pkg_repl('ncm-filecopy', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/filecopy';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
