# join(separator, list) or join(separator, string, ...) joins strings.

### list
'/a' = join(', ', list('a', 'b', OBJECT));
#> {"a": "a, b, list"}

### strings
'/a' = join('-', 'a', 'b', OBJECT);
#> {"a": "a-b-strings"}

### empty_list
'/a' = join(', ', list());
#> {"a": ""}

### one_element
'/a' = join(', ', list(OBJECT));
#> {"a": "one_element"}

### empty_separator
'/a' = join('', list('a', 'b'));
#> {"a": "ab"}

### variable
variable L = list('x', 'y');
'/a' = join('/', L);
#> {"a": "x/y"}

### longs
'/a' = join(',', list('a', 1));  # error: evaluation "join() only takes strings; found long"

### long_argument
'/a' = join(',', 'a', 1);  # error: evaluation "join() only takes strings; found long"

### one_string
'/a' = join(',', 'a');  # error: syntax "the second argument of join() must be a variable reference or a"

### one_string_computed
'/a' = join(',', OBJECT);  # error: evaluation "join() takes strings or one list of strings; found string"

### separator_not_a_string
'/a' = join(1, list('a'));  # error: evaluation "the first argument of join() must be a string; found long"

### null
'/a' = join(',', null);  # error: syntax "join() does not take null"

### dict
'/a' = join(',', dict('a', 'b'));  # error: evaluation "join() takes strings or one list of strings; found"

### one_argument
'/a' = join(',');  # error: syntax "join() requires at least two arguments; 1 given"
