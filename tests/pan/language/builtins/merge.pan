# merge(resource, ...) makes one list of lists, or one dict of dicts.

### lists
'/a' = merge(list(1, 2), list(), list(OBJECT));
#> {"a": [1, 2, "lists"]}

### dicts
'/a' = merge(dict('a', 1), dict('b', OBJECT));
#> {"a": {"a": 1, "b": "dicts"}}

### one
'/a' = merge(list(OBJECT));
#> {"a": ["one"]}

### duplicate_key
'/a' = merge(dict('a', 1), dict('a', OBJECT));  # error: evaluation "an element of type long cannot be"

### list_and_dict
'/a' = merge(list(1), dict('a', OBJECT));  # error: evaluation "the arguments of merge() must be all lists"

### not_a_resource
'/a' = merge(OBJECT, list());  # error: evaluation "the arguments of merge() must be all lists or all dicts"

### elements_are_shared: not copied
'/a' = { l = list(1); m = merge(dict('x', l), dict('y', 2)); append(l, OBJECT); m };
#> {"a": {"x": [1, "elements_are_shared"], "y": 2}}

### arguments_stay
'/a' = { l = list(1); m = merge(l, list(2)); append(m, 3); list(l, m, OBJECT) };
#> {"a": [[1], [1, 2, 3], "arguments_stay"]}

### globals
variable G = dict('a', list(1));
'/a' = { m = merge(G, dict('b', 2)); m['a'][0] = 5; m };
'/b' = G;
#> {"a": {"a": [5], "b": 2}, "b": {"a": [1]}}

### null_elements: are appended to a list as they are
'/a' = { m = merge(list(null), list(OBJECT)); list(length(m), is_null(m[0])) };
#> {"a": [2, false]}

### no_arguments
'/a' = merge();  # error: syntax "merge() requires at least one argument; 0 given"
