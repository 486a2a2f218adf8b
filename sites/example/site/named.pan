# Name servers of the site.
#
# Sets: /software/components/named
# Reads: NAMESERVERS, DOMAIN

unique template site/named;

include 'components/named/config';

'/software/components/named/servers' = NAMESERVERS;
'/software/components/named/search' = list(DOMAIN);
