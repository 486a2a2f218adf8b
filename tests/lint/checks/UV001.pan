template UV001;

function used = {
# expect UV001 the variable unused is assigned
    unused = ARGV[0];
# expect UV001 the variable ok is assigned
    ok = matches(ARGV[0], 'a');
    element['a'] = 1;
    read = 1;
    foreach (key; value; list(1, 2)) {
        read = read + 1;
        index = key;
    };
    index;
};
type checked = long with {
# expect UV001 the variable wrong
    wrong = 1;
    SELF > 1;
};
# Each expression has variables of its own.
'/a' = { read = 1; read; };
# expect UV001 the variable read
'/b' = { read = 1; 2; };
