# is_valid(type, value) tells whether a value is of a type.

### built_in_types
'/a' = list(is_valid(long, 1), is_valid(long, 'x'), is_valid(string, 'x'), is_valid(element, list()));
#> {"a": [true, false, true, true]}

### own_types
type port = long(1..65535);
'/a' = list(is_valid(port, 80), is_valid(port, 0), is_valid(port, '80'));
#> {"a": [true, false, false]}

### records
type pair = {
    'left' : long
    'right' ? string
};
'/a' = list(is_valid(pair, dict('left', 1)), is_valid(pair, dict()), is_valid(pair, dict('left', 1, 'x', 2)));
#> {"a": [true, false, false]}

### with_a_check
type even = long with SELF % 2 == 0;
'/a' = list(is_valid(even, 4), is_valid(even, 5));
#> {"a": [true, false]}

### with_a_check_that_fails
type odd = string with SELF % 2 == 1;
'/a' = is_valid(odd, 'text');
#> {"a": false}

### defaults_are_not_filled_in
type pair = {
    'left' : long = 5
};
'/a' = is_valid(pair, dict());
#> {"a": false}

### unknown_type
'/a' = is_valid(nothing_like_this, 1);  # error: evaluation "type lookup failed for 'nothing_like_this'"

### type_is_a_name
'/a' = is_valid('long', 1);  # error: syntax "is_valid() requires the first argument to be a type"

### type_with_an_index
'/a' = is_valid(long[1], 1);  # error: evaluation "is_valid() requires the first argument to be a type"

### undefined_variable
'/a' = is_valid(long, UNDEFINED);  # error: evaluation "variable named 'UNDEFINED' is undefined"

### self_afterwards: with a type that has a check SELF is gone
# deviates: java-exceptions
type even = long with SELF % 2 == 0;
'/a' = 4;
'/a' = { x = is_valid(even, 4); if (x) SELF + 1 else 0 };
#> {"a": 5}

### one_argument
'/a' = is_valid(long);  # error: syntax "is_valid() requires exactly two arguments; 1 given"
