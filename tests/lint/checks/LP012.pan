template LP012;

'/a' = {
# expect LP012
    if (1 > 2) error(format('a %s', 1));
# expect LP012
    debug(format('b'));
    debug('%s', format('c'));
    error('%s', format('d'));
};
