# Names and addresses of a machine.
#
# Sets: XEN_PROFILE_PREFIX (default none), FULL_HOSTNAME, HOSTNAME, DOMAIN, NAMESERVERS, NETWORK_PARAMS
# Reads: OBJECT, DB_IP

unique template site/global_variables;

variable XEN_PROFILE_PREFIX ?= '';

final variable FULL_HOSTNAME = replace('^' + XEN_PROFILE_PREFIX, '', OBJECT);
final variable HOSTNAME = replace('\..*$', '', FULL_HOSTNAME);
final variable DOMAIN = replace('^[^.]*\.', '', FULL_HOSTNAME);

variable NAMESERVERS ?= list('192.0.2.2');

variable NETWORK_PARAMS ?= {
    if (!exists(DB_IP[escape(FULL_HOSTNAME)])) {
        error('%s has no address: add it to DB_IP in site/databases', FULL_HOSTNAME);
    };
    dict(
        'ip', DB_IP[escape(FULL_HOSTNAME)],
        'netmask', '255.255.255.0',
        'gateway', '192.0.2.1',
        'broadcast', '192.0.2.255',
    );
};
