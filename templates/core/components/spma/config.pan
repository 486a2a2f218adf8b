# The component that installs the packages.
#
# Sets: /software/components/spma, package ncm-spma
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/spma/config;

include 'quattor/client/version';
include 'components/spma/schema';
include 'components/spma/functions';

bind '/software/components/spma' = component_spma;

'/software/packages' = pkg_repl('ncm-spma', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/spma';
'active' ?= true;
'dispatch' ?= true;
'packager' ?= 'yum';
'register_change' = push('/software/packages');
