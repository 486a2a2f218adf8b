# to_string(x) gives the text of any value.

### properties
'/a' = list(to_string(1), to_string(-0.0), to_string(1.0e7), to_string(true), to_string('x'));
#> {"a": ["1", "-0.0", "1.0E7", "true", "x"]}

### resources
'/a' = list(to_string(list(1, 'x')), to_string(dict('b', 1, 'a', list())), to_string(list()), to_string(dict()));
#> {"a": ["[ 1, x ]", "{ a, [  ], b, 1 }", "[  ]", "{  }"]}

### undef_and_null
'/a' = list(to_string(undef), to_string(null), to_string(list(undef)));
#> {"a": ["undef", "null", "[ undef ]"]}

### no_arguments
'/a' = to_string();  # error: syntax "to_string() requires exactly one argument; 0 given"
