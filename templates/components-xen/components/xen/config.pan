# The component that configures Xen on a host.
#
# Sets: /software/components/xen, package ncm-xen
# Reads: NCM_XEN_VERSION (default of components/xen/version)

unique template components/xen/config;

include 'components/xen/version';
include 'components/spma/config';
include 'components/xen/schema';

bind '/software/components/xen' = component_xen;

'/software/packages' = pkg_repl('ncm-xen', NCM_XEN_VERSION, 'noarch');

prefix '/software/components/xen';
'active' ?= true;
'dispatch' ?= true;
'dependencies/pre' ?= list('spma');
'register_change' ?= list('/software/components/xen');
