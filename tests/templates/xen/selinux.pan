# SELinux is switched off on the running machine, and at its installation if the Kickstart file speaks of it.

object template without-kickstart;

include 'alone';
include 'xen/disable_selinux';

# expect: /software/components/filecopy/services/{/etc/selinux/config}/config = "SELINUX=disabled\nSELINUXTYPE=targeted\n"
# expect: /software/components/filecopy/services/{/etc/selinux/config}/owner = 'root'
# expect: /software/components/filecopy/services/{/etc/selinux/config}/perms = '0644'
# expect: /software/components/filecopy/active = true
# expect: /system/aii/osinstall/ks = null

object template with-kickstart;

include 'alone';
'/system/aii/osinstall/ks/selinux' = 'enforcing';
variable SELINUX_CONFIG = "SELINUX=permissive\n";
include 'xen/disable_selinux';

# expect: /software/components/filecopy/services/{/etc/selinux/config}/config = "SELINUX=permissive\n"
# expect: /system/aii/osinstall/ks/selinux = 'disabled'
