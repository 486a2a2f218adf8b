# The hosts of the example cluster: what Xen is told, the packages, and the files of each.
# cluster: example-xen

# object: xen-host.example.org
# subtree: /software/components/xen
# subtree: /software/components/grub
# subtree: /software/packages
# emit: xm

# object: xen-host2.example.org
# subtree: /software/components/xen
# subtree: /software/components/grub
# subtree: /software/packages
# emit: xm
