# key(dict, n) gives the n-th key in sorted order, from 0.

### keys
variable D = dict('b', 1, 'a', 2, 'C', 3);
'/a' = list(key(D, 0), key(D, 1), key(D, 2));
#> {"a": ["C", "a", "b"]}

### after_the_end
'/a' = key(dict('a', 1), 1);  # error: evaluation "index out of bounds in key(): 1"

### negative
'/a' = key(dict('a', 1), -1);  # error: evaluation "index out of bounds in key(): -1"

### list_argument
'/a' = key(list('a'), 0);  # error: evaluation "the first argument of key() must be a dict; found list"

### index_not_a_long
'/a' = key(dict('a', 1), 'a');  # error: evaluation "the second argument of key() must be a long; found"

### one_argument
'/a' = key(dict());  # error: syntax "key() requires exactly two arguments; 1 given"
