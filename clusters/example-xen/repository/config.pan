# Where the machines of this cluster find their packages.
#
# Sets: /software/repositories
# Reads: NODE_OS_VERSION

unique template repository/config;

'/software/repositories' = {
    foreach (i; name; list('os', 'xen', 'quattor')) {
        append(dict(
            'name', format('%s_%s', NODE_OS_VERSION, name),
            'owner', 'root@example.org',
            'protocols', list(dict(
                'name', 'http',
                'url', format('http://quattor.example.org/packages/%s/%s', NODE_OS_VERSION, name),
            )),
        ));
    };
};
