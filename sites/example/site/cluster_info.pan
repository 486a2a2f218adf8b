# Servers and tables that all clusters of the site share.
#
# Sets: NODE_OS_VERSION_DB, NODE_OS_VERSION_DEFAULT, QUATTOR_PROFILE_URL, AII_OSINSTALL_SRV
# Reads: nothing

unique template site/cluster_info;

variable NODE_OS_VERSION_DB ?= 'os_version_db';
variable NODE_OS_VERSION_DEFAULT ?= 'sl450-x86_64';

variable QUATTOR_PROFILE_URL ?= 'http://quattor.example.org/profiles';
variable AII_OSINSTALL_SRV ?= 'quattor.example.org';
