# Small functions on lists, dicts and the name of the object.
#
# Sets: functions push, npush, push_if, unique_list, hostname_from_object, domain_from_object
# Reads: nothing (OBJECT is the compiler's)

declaration template pan/functions;

include 'pan/types';

@documentation{
    desc = SELF with the arguments added at its end; without SELF a new list
    arg = any number of values
}
function push = {
    result = if (is_defined(SELF)) SELF else list();
    if (!is_list(result)) error('push: the element is not a list');
    foreach (i; item; ARGV) {
        result[length(result)] = item;
    };
    result;
};

@documentation{
    desc = push, if the first argument is true
    arg = boolean
    arg = any number of values
}
function push_if = {
    if (ARGC == 0 || !is_boolean(ARGV[0])) error('push_if: the first argument must be a boolean');
    result = if (is_defined(SELF)) SELF else list();
    if (!is_list(result)) error('push_if: the element is not a list');
    if (ARGV[0]) {
        foreach (i; item; ARGV) {
            if (i > 0) result[length(result)] = item;
        };
    };
    result;
};

@documentation{
    desc = SELF with key and value pairs added; a key that is there already is an error
    arg = an even number of keys and values
}
function npush = {
    if (ARGC % 2 != 0) error('npush: keys and values must come in pairs');
    result = if (is_defined(SELF)) SELF else dict();
    if (!is_dict(result)) error('npush: the element is not a dict');
    added = dict();
    for (i = 0; i < ARGC; i = i + 2) {
        if (!is_string(ARGV[i])) error('npush: argument %d, a key, is not a string', i);
        added[ARGV[i]] = ARGV[i+1];
    };
    merge(result, added);
};

@documentation{
    desc = the list without the items that an earlier item equals
    arg = list
}
function unique_list = {
    seen = dict();
    result = list();
    foreach (i; item; ARGV[0]) {
        text = escape(to_string(item));
        if (!exists(seen[text])) {
            seen[text] = true;
            append(result, item);
        };
    };
    result;
};

@documentation{
    desc = the name of the machine without its domain, from the name of the object template
}
function hostname_from_object = {
    if (ARGC != 0) error('hostname_from_object: no argument expected');
    name = split('\.', 2, OBJECT);
    if (!is_shorthostname(name[0])) error('object template %s: "%s" is not a host name', OBJECT, name[0]);
    name[0];
};

@documentation{
    desc = the domain of the machine, from the name of the object template
}
function domain_from_object = {
    if (ARGC != 0) error('domain_from_object: no argument expected');
    name = split('\.', 2, OBJECT);
    if (length(name) < 2 || !is_fqdn(name[1])) error('object template %s: no domain in the name', OBJECT);
    name[1];
};
