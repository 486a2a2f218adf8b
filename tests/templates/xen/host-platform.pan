# A host whose platform has no packages for hosts.

object template host-platform;

include 'alone';
include 'xen/host/config'; # expect-error: 'host-platform: no rpms/xen/host for this operating system on the load path'
