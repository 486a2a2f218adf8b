# Release of the Quattor client software.
#
# Sets: QUATTOR_RELEASE (default 13.1.2), QUATTOR_PACKAGES_VERSION (default the release and -1)
# Reads: nothing

template quattor/client/version;

variable QUATTOR_RELEASE ?= '13.1.2';
variable QUATTOR_PACKAGES_VERSION ?= QUATTOR_RELEASE + '-1';
