# A wrong number of arguments is found when the file is compiled, also in code that never runs.

### in_dead_code
'/a' = if (false) length() else 1;  # error: syntax "length() requires exactly one argument; 0 given"

### in_a_function_that_is_never_called
function f = length(1, 2, 3);  # error: syntax "length() requires exactly one argument; 3 given"
'/a' = 1;

### first_leading_comma_is_dropped
'/a' = length(, 'abc');
#> {"a": 3}

### own_functions_take_any_number
function f = ARGC;
'/a' = list(f(), f(1), f(1, 2, 3));
#> {"a": [0, 1, 3]}

### unknown_functions_are_found_when_they_are_called
'/a' = if (OBJECT == 'x') unknown_function(1) else 2;
#> {"a": 2}
