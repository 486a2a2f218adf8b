# true, false, undef and null are literals.

### booleans
'/a' = list(true, false);
#> {"a": [true, false]}

### upper_case_is_a_variable
'/a' = TRUE;  # error: evaluation "variable named 'TRUE' is undefined"

### undef_is_a_value_that_must_be_replaced
'/a' = undef;
'/a' = 1;
#> {"a": 1}

### undef_left_in_the_tree
'/a/b' = undef;  # error: validation "element at /a/b is undefined"

### null_deletes
'/a' = 1;
'/b' = 2;
'/a' = null;
#> {"b": 2}
