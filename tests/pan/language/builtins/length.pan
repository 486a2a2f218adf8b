# length(x) of a string in UTF-16 code units, of a resource in elements; undef has none.

### strings
'/a' = list(length(''), length('abc'), length('é'), length('😀'));
#> {"a": [0, 3, 1, 2]}

### resources
'/a' = list(length(list()), length(list(1, 2)), length(dict('a', 1)));
#> {"a": [0, 2, 1]}

### undef_argument
'/a' = length(undef);
#> {"a": 0}

### null_argument
'/a' = length(null);  # error: evaluation "the argument of length() must be undef, a string or a resource;"

### long_argument
'/a' = length(123);  # error: evaluation "the argument of length() must be undef, a string or a resource;"

### two_arguments
'/a' = length('a', 'b');  # error: syntax "length() requires exactly one argument; 2 given"
