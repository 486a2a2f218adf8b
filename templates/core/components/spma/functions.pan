# The list of packages and what changes it.
#
# A package is a key of /software/packages, escaped; below it an escaped version, below that
# dict('arch', dict(arch, '')). A package without a version is an empty dict: the package
# manager picks one.
#
# Sets: functions pkg_add, pkg_repl, pkg_ronly, pkg_del; each works on SELF and returns it
# Reads: nothing

declaration template components/spma/functions;

@documentation{
    desc = SELF with a package in the given version; other versions go, for the same architecture if one is given
    arg = name
    arg = version (optional)
    arg = architecture (optional)
}
function pkg_repl = {
    if (ARGC < 1 || ARGC > 3) error('%s: name, version and architecture expected', FUNCTION);
    name = escape(ARGV[0]);
    version = if (ARGC > 1) ARGV[1];
    arch = if (ARGC > 2) ARGV[2];
    if (!exists(SELF[name])) SELF[name] = dict();
    if (is_defined(version)) {
        wanted = escape(version);
        result = dict(wanted, dict());
        if (is_defined(arch)) {
            foreach (present; params; SELF[name]) {
                if (exists(params['arch'])) {
                    foreach (other; mark; params['arch']) {
                        if (other != arch) result[present]['arch'][other] = mark;
                    };
                };
            };
            result[wanted]['arch'][arch] = '';
        };
        SELF[name] = result;
    };
    SELF;
};

@documentation{
    desc = pkg_repl for a package that is not in the list, or is there in the same version
    arg = as for pkg_repl
}
function pkg_add = {
    if (ARGC < 1 || ARGC > 3) error('%s: name, version and architecture expected', FUNCTION);
    name = escape(ARGV[0]);
    version = if (ARGC > 1) ARGV[1];
    arch = if (ARGC > 2) ARGV[2];
    if (exists(SELF[name]) && is_defined(version) && !exists(SELF[name][escape(version)])) {
        error('package %s is already in the list, in another version than %s', ARGV[0], version);
    };
    pkg_repl(ARGV[0], version, arch);
};

@documentation{
    desc = pkg_repl for a package that is in the list; anything else changes nothing
    arg = as for pkg_repl
}
function pkg_ronly = {
    if (ARGC < 1 || ARGC > 3) error('%s: name, version and architecture expected', FUNCTION);
    if (exists(SELF[escape(ARGV[0])])) {
        pkg_repl(ARGV[0], if (ARGC > 1) ARGV[1], if (ARGC > 2) ARGV[2]);
    };
    SELF;
};

@documentation{
    desc = SELF without a package, or without one version of it; a package that is not there changes nothing
    arg = name
    arg = version (optional)
}
function pkg_del = {
    if (ARGC < 1 || ARGC > 2) error('%s: name and version expected', FUNCTION);
    name = escape(ARGV[0]);
    if (exists(SELF[name])) {
        if (ARGC == 1) {
            SELF[name] = null;
        } else if (exists(SELF[name][escape(ARGV[1])])) {
            SELF[name][escape(ARGV[1])] = null;
            if (length(SELF[name]) == 0) SELF[name] = null;
        };
    };
    SELF;
};
