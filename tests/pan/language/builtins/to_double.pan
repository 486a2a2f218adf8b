# to_double(x) takes what Java's Double.parseDouble takes.

### strings
'/a' = list(to_double('1'), to_double('1.5'), to_double('-2e3'), to_double('.5'), to_double('5.'), to_double('+1'));
#> {"a": [1.0, 1.5, -2000.0, 0.5, 5.0, 1.0]}

### java_forms
'/a' = list(to_double('1.5d'), to_double('2F'), to_double('0x1.8p1'), to_double(' 1 '), to_double('NaN'),
    to_double('-Infinity'));
#> {"a": [1.5, 2.0, 3.0, 1.0, NaN, -Infinity]}

### numbers
'/a' = list(to_double(1), to_double(1.5), to_double(true), to_double(false));
#> {"a": [1.0, 1.5, 1.0, 0.0]}

### large_long
'/a' = to_double(9223372036854775807);
#> {"a": 9.223372036854776E18}

### no_number
'/a' = to_double('one');  # error: evaluation "string cannot be converted to double: one"

### empty
'/a' = to_double('');  # error: evaluation "string cannot be converted to double: "

### python_forms_are_none
'/a' = to_double('1_000');  # error: evaluation "string cannot be converted to double: 1_000"

### resource
'/a' = to_double(list());  # error: evaluation "the argument of to_double() must be a property; found list"

### two_arguments
'/a' = to_double('1', 2);  # error: syntax "to_double() requires exactly one argument; 2 given"
