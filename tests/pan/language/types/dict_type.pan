# type{} is a dict of elements of the type, with any keys.

### valid
bind '/a' = long{};
'/a' = dict('x', 1, 'y', 2);
#> {"a": {"x": 1, "y": 2}}

### wrong_element: in the order of the keys
bind '/a' = long{};
'/a' = dict('b', 'wrong', 'a', 'wrong');  # error: validation "element path: '/a/a'"

### not_a_dict
bind '/a' = long{};
'/a' = list(1);  # error: validation "validation requires type of 'dict' but element is of type 'list'"

### size
bind '/a' = long{1..2};
'/a' = dict();  # error: validation "hash size (0) is outside range 1..2"

### of_lists
bind '/a' = long[]{};
'/a' = dict('x', list(1), 'y', list('z'));  # error: validation "validation requires type of 'long' but"

### list_of_dicts: clauses are read from left to right
bind '/a' = long{}[];
'/a' = list(dict('x', 1), dict('y', 'z'));  # error: validation "element path: '/a/1/y'"

### of_an_alias_with_a_range
type name = string(1..3);
bind '/a' = name{};
'/a' = dict('x', 'abcd');  # error: validation "string size (4) is outside range 1..3"
