# dict(key, value, ...) makes a dict; nlist is its old name.

### pairs
'/a' = dict('b', 1, 'a', OBJECT);
#> {"a": {"a": "pairs", "b": 1}}

### empty
'/a' = dict();
#> {"a": {}}

### nlist
'/a' = nlist('a', OBJECT);
#> {"a": {"a": "nlist"}}

### null_values_are_left_out
function nothing = null;
'/a' = dict('a', null, 'b', nothing(), 'c', OBJECT);
#> {"a": {"c": "null_values_are_left_out"}}

### undef_values_stay
'/a' = { x = dict('a', undef, 'b', OBJECT); list(exists(x['a']), is_defined(x['a'])) };
#> {"a": [true, false]}

### odd_number
'/a' = dict('a');  # error: syntax "dict() must have an even number of arguments, keys and values in turn"

### duplicate_key
'/a' = dict('a', 1, 'a', 2);  # error: syntax "duplicate key (a) in dict()"

### duplicate_key_computed
variable K = 'a';
'/a' = dict(K, 1, 'a', 2);  # error: evaluation "duplicate key (a) in dict()"

### key_not_a_string
'/a' = dict(1, 2);  # error: syntax "dict() keys must be strings; found long"

### key_not_a_string_computed
variable K = 1;
'/a' = dict(K, 2);  # error: evaluation "dict() keys must be strings; found long"

### key_of_digits
'/a' = dict('1', 2);  # error: syntax "invalid key (1) for dict(); it is an index"

### key_with_a_blank
'/a' = dict('a b', 1);  # error: syntax "invalid path term or dict key: 'a b'; escape() makes a key of"

### key_empty
'/a' = dict('', 1);  # error: syntax "an empty string cannot be used as a path term or dict key"

### key_in_braces_is_escaped
'/a' = dict('{a b/c}', 1);
#> {"a": {"a_20b_2fc": 1}}

### keys_with_signs
'/a' = dict('a-b', 1, 'a.b', 2, 'a+b', 3, 'a_b', 4, '9lives', 5, '_', 6);
#> {"a": {"9lives": 5, "_": 6, "a+b": 3, "a-b": 1, "a.b": 2, "a_b": 4}}

### values_are_aliases
'/a' = { inner = list(1); x = dict('l', inner); append(inner, 2); list(x, OBJECT) };
#> {"a": [{"l": [1, 2]}, "values_are_aliases"]}
