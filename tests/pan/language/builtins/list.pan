# list(value, ...) makes a list.

### values
'/a' = list(1, 'two', 3.0, true, list(), dict('k', OBJECT));
#> {"a": [1, "two", 3.0, true, [], {"k": "values"}]}

### empty
'/a' = list();
#> {"a": []}

### trailing_comma
'/a' = list(1, 2,);
#> {"a": [1, 2]}

### undef_values
'/a' = { x = list(undef, OBJECT); list(length(x), is_defined(x[0])) };
#> {"a": [2, false]}

### undef_left_in_the_tree
'/a' = list(1, undef);  # error: validation "element at /a/1 is undefined"

### null_values_stay: unlike in a dict
'/a' = { x = list(1, null, OBJECT); list(length(x), is_null(x[1])) };
#> {"a": [3, true]}

### null_left_in_the_tree
'/a' = list(1, null);  # error: validation "element at /a/1 is undefined"

### values_are_aliases
'/a' = { inner = dict('k', 1); x = list(inner, inner); inner['k'] = 2; list(x, OBJECT) };
#> {"a": [[{"k": 2}, {"k": 2}], "values_are_aliases"]}
