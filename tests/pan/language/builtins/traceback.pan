# traceback(text) prints a text and the present call stack where debugging is on.

### off
'/a' = is_defined(traceback('x'));
#> {"a": false}

### not_a_string
'/a' = traceback(1);  # error: syntax "debug() and traceback() require a string argument"

### no_arguments
'/a' = traceback();  # error: syntax "traceback() requires exactly one argument; 0 given"

### two_arguments
'/a' = traceback('x', 1);  # error: syntax "traceback() requires exactly one argument; 2 given"
