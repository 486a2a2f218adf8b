# What the installer of Scientific Linux 3.0.8 does not know.
#
# Sets: /system/aii/osinstall/ks without selinux
# Reads: nothing

unique template config/quattor/ks;

'/system/aii/osinstall/ks/selinux' = null;
