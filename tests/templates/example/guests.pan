# The guests of the example cluster: their hardware, kernel, disks and clock, and what installs them.
# cluster: example-xen

# object: xen-guest1.example.org
# golden: text
# emit: install ks/* pxelinux.cfg/*.cfg

# object: xen-guest2.example.org
# subtree: /hardware
# subtree: /system
# emit: install

# object: xen-guest3.example.org
# subtree: /hardware
# subtree: /system
# subtree: /software/components/ntpd
# subtree: /software/components/sysctl
# subtree: /software/packages
# emit: install

# object: xen-guest4.example.org
# subtree: /hardware
# subtree: /system
# subtree: /software/components/xen_guest
# subtree: /software/packages
# emit: install
