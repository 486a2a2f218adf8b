# Types for names, addresses and locations, each with the function that tests it.
#
# Every is_x function takes one value and returns a boolean; it never raises an error, so that a schema
# may combine several of them.
#
# Sets: functions is_*, types type_*, absolute_file_path, valid_interface, cpu_architecture
# Reads: nothing

declaration template pan/types;

function is_hwaddr = ARGC == 1 && is_string(ARGV[0])
    && match(ARGV[0], '^[0-9A-Fa-f]{2}((:[0-9A-Fa-f]{2}){5}|(-[0-9A-Fa-f]{2}){5})$');

@documentation{
    Six pairs of hexadecimal digits, separated by colons or by hyphens.
}
type type_hwaddr = string with is_hwaddr(SELF) || error('"%s" is not a MAC address', SELF);


function is_ipv4 = ARGC == 1 && is_string(ARGV[0])
    && match(ARGV[0], '^(([01]?\d?\d|2[0-4]\d|25[0-5])\.){3}([01]?\d?\d|2[0-4]\d|25[0-5])$');

type type_ipv4 = string with is_ipv4(SELF) || error('"%s" is not an IPv4 address', SELF);


function is_ipv6 = {
    if (ARGC != 1 || !is_string(ARGV[0])) return(false);
    if (!match(ARGV[0], '^[0-9A-Fa-f:]{2,39}$')) return(false);
    groups = length(matches(ARGV[0], '^([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}$')) > 0;
    # '::' stands for at least one group and may be used once
    short = match(ARGV[0], '^(([0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{1,4})?::(([0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{1,4})?$')
        && length(split(':', ARGV[0])) <= 8;
    groups || short;
};

function is_ip = is_ipv4(ARGV[0]) || is_ipv6(ARGV[0]);

type type_ip = string with is_ip(SELF) || error('"%s" is not an IP address', SELF);

function is_ipv4_prefix_length = ARGC == 1 && is_long(ARGV[0]) && ARGV[0] >= 0 && ARGV[0] <= 32;

type type_ipv4_prefix_length = long(0..32);


function is_shorthostname = ARGC == 1 && is_string(ARGV[0])
    && match(ARGV[0], '^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$');

type type_shorthostname = string with is_shorthostname(SELF)
    || error('"%s" is not a host name without a domain', SELF);

function is_fqdn = ARGC == 1 && is_string(ARGV[0]) && length(ARGV[0]) <= 255
    && match(ARGV[0], '^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$');

@documentation{
    At least two labels separated by dots; the last label starts with a letter.
}
type type_fqdn = string with is_fqdn(SELF) || error('"%s" is not a fully qualified domain name', SELF);

function is_hostname = is_shorthostname(ARGV[0]) || is_fqdn(ARGV[0]) || is_ip(ARGV[0]);

type type_hostname = string with is_hostname(SELF) || error('"%s" is neither a host name nor an address', SELF);


function is_port = ARGC == 1 && is_long(ARGV[0]) && ARGV[0] >= 0 && ARGV[0] <= 65535;

type type_port = long(0..65535);


function is_absoluteURI = ARGC == 1 && is_string(ARGV[0])
    && match(ARGV[0], '^[A-Za-z][A-Za-z0-9+.-]*:(//[^/\s?#]+)?[^\s]*$');

type type_absoluteURI = string with is_absoluteURI(SELF) || error('"%s" is not an absolute URI', SELF);

function is_email = ARGC == 1 && is_string(ARGV[0]) && match(ARGV[0], '^[^@\s]+@[A-Za-z0-9][A-Za-z0-9.-]*$');

type type_email = string with is_email(SELF) || error('"%s" is not a mail address', SELF);


function is_absolute_file_path = ARGC == 1 && is_string(ARGV[0]) && match(ARGV[0], '^/[^\x00]*$');

type absolute_file_path = string with is_absolute_file_path(SELF) || error('"%s" is not an absolute path', SELF);

@documentation{
    Name of a network interface that the profile configures.
}
type valid_interface = string with exists('/system/network/interfaces/' + SELF)
    || error('"%s" is not one of /system/network/interfaces', SELF);

type cpu_architecture = choice('i386', 'x86_64', 'aarch64', 'ppc64le');
