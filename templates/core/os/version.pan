# Which operating system a machine runs, and where its templates are.
#
# Sets: NODE_OS_VERSION            such as sl450-x86_64
#       OS_VERSION_PARAMS_DEFAULT  its parts: distribution, family, majorversion, major, minor, version, arch, [flavour]
#       OS_VERSION_PARAMS          the same (older templates read this name)
#       OS_FLAVOUR                 folder of a flavour, such as el9.x-x86_64; undef without flavours
#       LOADPATH                   one entry more: OS_FLAVOUR, else NODE_OS_VERSION
# Reads: NODE_OS_VERSION_DB         template that sets OS_VERSION (dict of escaped FQDN to version); default none
#        NODE_OS_VERSION_DEFAULT    version of a machine that OS_VERSION does not name; default none
#        NODE_OS_VERSION_SITE_CONFIG template included at the end; default none
#        OS_FLAVOUR_ENABLED         true: minor versions share the folder of their flavour; default false

unique template os/version;

variable NODE_OS_VERSION_SITE_CONFIG ?= null;
variable NODE_OS_VERSION_DB ?= null;
variable NODE_OS_VERSION_DEFAULT ?= undef;
variable OS_FLAVOUR_ENABLED ?= false;

include 'os/version_db_default';
include NODE_OS_VERSION_DB;

variable NODE_OS_VERSION ?= if (is_defined(OS_VERSION[escape(FULL_HOSTNAME)])) {
    OS_VERSION[escape(FULL_HOSTNAME)];
} else {
    NODE_OS_VERSION_DEFAULT;
};

variable OS_VERSION_PARAMS_DEFAULT ?= {
    if (!is_defined(NODE_OS_VERSION)) {
        error('no operating system for %s: add it to OS_VERSION or set NODE_OS_VERSION_DEFAULT', FULL_HOSTNAME);
    };
    parts = matches(NODE_OS_VERSION, '^([a-z]+)(\d)([\dx]+)[_-](\w+)$');
    if (length(parts) != 5) error('operating system %s of %s is not like sl450-x86_64', NODE_OS_VERSION, FULL_HOSTNAME);
    result = dict(
        'distribution', parts[1],
        'family', if (match(parts[1], '^(slc?|el|rhel|centos)$')) 'el' else 'undefined',
        'majorversion', parts[2],
        'major', parts[1] + parts[2],
        'minor', replace('0$', '', parts[3]),
        'version', parts[1] + parts[2] + parts[3],
        'arch', parts[4],
    );
    if (OS_FLAVOUR_ENABLED) result['flavour'] = 'x';
    result;
};
variable OS_VERSION_PARAMS ?= OS_VERSION_PARAMS_DEFAULT;

variable OS_FLAVOUR ?= if (exists(OS_VERSION_PARAMS['flavour'])) {
    format('%s.%s-%s', OS_VERSION_PARAMS['major'], OS_VERSION_PARAMS['flavour'], OS_VERSION_PARAMS['arch']);
};

variable LOADPATH = append(SELF, if (is_defined(OS_FLAVOUR)) OS_FLAVOUR else NODE_OS_VERSION);

include NODE_OS_VERSION_SITE_CONFIG;
