# Switches on the Xen templates that the defaults leave out.
#
# Sets: XEN_AUTO_NETWORK, XEN_INDEPENDENT_WALLCLOCK (of xen-guest2), XEN_DISABLE_SELINUX
# Reads: FULL_HOSTNAME

unique template site/xen/every_template;

variable XEN_AUTO_NETWORK = true;
variable XEN_INDEPENDENT_WALLCLOCK = match(FULL_HOSTNAME, '^xen-guest2');
variable XEN_DISABLE_SELINUX = true;
