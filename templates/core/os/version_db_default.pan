# Table of the machines' operating systems for a site without one.
#
# Sets: OS_VERSION (default empty)
# Reads: nothing

unique template os/version_db_default;

variable OS_VERSION ?= dict();
