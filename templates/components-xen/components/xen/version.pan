# Release of ncm-xen.
#
# Sets: NCM_XEN_VERSION (default 0.1.7-1)
# Reads: nothing

template components/xen/version;

variable NCM_XEN_VERSION ?= '0.1.7-1';
