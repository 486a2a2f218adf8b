# Who keeps the time of a guest.

object template independent;

include 'alone';
include 'xen/independent_wallclock';

# expect: /software/components/sysctl/variables/xen.independent_wallclock = '1'

object template dependent;

include 'alone';
include 'xen/dependent_wallclock';

# expect: /software/components/chkconfig/service/ntpd = dict('off', '', 'startstop', true)
# expect: /software/components/ntpd = null

object template dependent-with-ntpd;

include 'alone';
include 'components/ntpd/config';
'/software/components/ntpd/servers' = list('ntp.example.org');
include 'xen/dependent_wallclock';

# expect: /software/components/chkconfig/service/ntpd = dict('off', '', 'startstop', true)
# expect: /software/components/ntpd/active = false
# expect: /software/components/ntpd/dispatch = false
# expect: /software/components/ntpd/servers = list('ntp.example.org')
# expect: /software/packages/{ncm-ntpd} = null
