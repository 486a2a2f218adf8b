object template xen-guest1.example.org;
# 1, 1024, 1048576, then 2^30 characters, all of which were made before they were refused.
'/a' = {
    many = 'aaaaaaaa';
    for (i = 0; i < 7; i = i + 1) {
        many = many + many;
    };
    s = 'a';
    for (i = 0; i < 90; i = i + 1) {
        s = replace('a', many, s);
    };
    s;
};
