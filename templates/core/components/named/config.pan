# Resolver of the machine.
#
# Sets: /software/components/named, package ncm-named
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/named/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/named/schema';

bind '/software/components/named' = component_named;

'/software/packages' = pkg_repl('ncm-named', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/named';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
