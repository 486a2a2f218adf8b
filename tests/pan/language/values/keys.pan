# A dict is ordered by its keys' code units; keys are letters, digits and _ + . - that do not begin with a sign.

### order
'/a' = dict('b', 1, 'B', 2, '_', 3, 'a-b', 4, 'a.b', 5, 'a+b', 6, 'a_b', 7, 'ab', 8, '1a', 9, '10a', 10);
#> {"a": {"10a": 10, "1a": 9, "B": 2, "_": 3, "a+b": 6, "a-b": 4, "a.b": 5, "a_b": 7, "ab": 8, "b": 1}}

### order_in_foreach
'/a' = { text = ''; foreach (k; v; dict('b', 1, 'B', 2, 'a-b', 3, 'a', 4)) text = text + k + ' '; text + OBJECT };
#> {"a": "B a a-b b order_in_foreach"}

### key_beginning_with_a_sign
'/a' = dict('-a', 1);  # error: syntax "invalid path term or dict key: '-a'; escape() makes a key of any"

### key_with_a_slash
'/a' = dict('a/b', 1);  # error: syntax "invalid path term or dict key: 'a/b'; escape() makes a key of"

### key_not_ascii
'/a' = dict('é', 1);  # error: syntax "invalid path term or dict key: 'é'; escape() makes a key of any"

### key_of_digits_and_a_letter
'/a' = dict('12ab', 1);
#> {"a": {"12ab": 1}}

### negative_index_as_a_key
'/a' = dict('-1', 1);  # error: syntax "invalid key (-1) for dict(); it is an index"

### empty_key_in_a_path
'/a//b' = 1;  # error: syntax "an empty string cannot be used as a path term or dict key"
