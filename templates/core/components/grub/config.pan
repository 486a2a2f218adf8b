# Boot loader of a physical machine.
#
# Sets: /software/components/grub, package ncm-grub
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/grub/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/grub/schema';

bind '/software/components/grub' = component_grub;

'/software/packages' = pkg_repl('ncm-grub', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/grub';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
'register_change' = push('/system/kernel');
