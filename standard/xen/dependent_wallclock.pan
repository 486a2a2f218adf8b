# A guest that takes its time from the host: no clock daemon of its own.
#
# Sets: /software/components/chkconfig/service/ntpd to off; ntpd's component inactive and its package out of the list
# Reads: nothing

unique template xen/dependent_wallclock;

include 'components/spma/functions';
include 'components/chkconfig/config';

'/software/components/chkconfig/service/ntpd' = dict('off', '', 'startstop', true);

'/software/packages' = pkg_del('ncm-ntpd');
'/software/components/ntpd' = {
    if (is_defined(SELF)) {
        SELF['active'] = false;
        SELF['dispatch'] = false;
        SELF;
    } else {
        null;
    };
};
