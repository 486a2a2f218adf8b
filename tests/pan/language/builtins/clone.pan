# clone(x) gives a deep copy.

### deep
'/a' = {
    x = dict('l', list(OBJECT));
    y = clone(x);
    append(y['l'], 2);
    list(x, y);
};
#> {"a": [{"l": ["deep"]}, {"l": ["deep", 2]}]}

### property
'/a' = clone(OBJECT);
#> {"a": "property"}

### undef
'/a' = is_defined(clone(undef));
#> {"a": false}

### global: its clone may be changed
variable G = dict('l', list(1));
'/a' = { x = clone(G); x['l'][0] = 2; x };
'/b' = G;
#> {"a": {"l": [2]}, "b": {"l": [1]}}

### no_arguments
'/a' = clone();  # error: syntax "clone() requires exactly one argument; 0 given"
