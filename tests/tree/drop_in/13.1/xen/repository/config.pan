# One repository that has all packages.

unique template repository/config;

'/software/repositories' = list(dict(
    'name', 'sl450_x86_64',
    'owner', 'root@example.org',
    'protocols', list(dict('name', 'http', 'url', 'http://quattor.example.org/packages/sl450-x86_64')),
));

'/software/packages' = {
    foreach (name; versions; SELF) {
        foreach (version; params; versions) {
            foreach (arch; repository; params['arch']) {
                SELF[name][version]['arch'][arch] = 'sl450_x86_64';
            };
        };
    };
    SELF;
};
