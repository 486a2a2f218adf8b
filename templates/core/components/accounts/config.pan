# Users, groups and the password of root.
#
# Sets: /software/components/accounts, package ncm-accounts
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/accounts/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/accounts/schema';

bind '/software/components/accounts' = component_accounts;

'/software/packages' = pkg_repl('ncm-accounts', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/accounts';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
