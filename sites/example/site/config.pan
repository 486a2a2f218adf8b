# What all machines of the site have in common.
#
# Sets: /system/rootmail, the password of root, the clock
# Reads: nothing

unique template site/config;

'/system/rootmail' = 'root@example.org';

# A site puts its own crypted password here; nobody logs in by this one.
include 'components/accounts/config';
'/software/components/accounts/rootpwd' = '!!';

include 'components/ntpd/config';
'/software/components/ntpd/servers' = list('ntp.example.org');

include 'components/chkconfig/config';
'/software/components/chkconfig/service/ntpd' = dict('on', '', 'startstop', true);
