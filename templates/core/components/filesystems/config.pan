# Mounts and file systems.
#
# Sets: /software/components/filesystems, package ncm-filesystems
# Reads: QUATTOR_PACKAGES_VERSION (default of quattor/client/version)

unique template components/filesystems/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/filesystems/schema';

bind '/software/components/filesystems' = component_filesystems;

'/software/packages' = pkg_repl('ncm-filesystems', QUATTOR_PACKAGES_VERSION, 'noarch');

prefix '/software/components/filesystems';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
'register_change' = push('/system/filesystems', '/system/blockdevices');
