# Scientific Linux 3.0.8 has no Xen for a host.

unique template rpms/xen/host;

variable XEN_VERSION = error(
    '%s: Scientific Linux 3.0.8 can be a Xen guest only; give the host another system in os_version_db',
    FULL_HOSTNAME
);
