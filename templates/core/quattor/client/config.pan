# The Quattor client: its packages and where it fetches the profile.
#
# Sets: /software/components/ccm/profile, packages ncm-ncd, ncm-query, cdp-listend, ncm-cdispd
# Reads: QUATTOR_PROFILE_URL       no default: an error if it is undefined
#        QUATTOR_PROFILE_FORMAT    default xml
#        QUATTOR_PACKAGES_VERSION  default of quattor/client/version
#        FULL_HOSTNAME

unique template quattor/client/config;

include 'quattor/client/version';
include 'components/spma/config';
include 'components/ccm/config';

variable QUATTOR_PROFILE_URL ?= error('variable QUATTOR_PROFILE_URL is needed: where the profiles are served');
variable QUATTOR_PROFILE_FORMAT ?= 'xml';

'/software/packages' = {
    foreach (i; name; list('cdp-listend', 'ncm-cdispd', 'ncm-ncd', 'ncm-query')) {
        pkg_repl(name, QUATTOR_PACKAGES_VERSION, 'noarch');
    };
    SELF;
};

'/software/components/ccm/profile' = format('%s/%s.%s', QUATTOR_PROFILE_URL, FULL_HOSTNAME, QUATTOR_PROFILE_FORMAT);
