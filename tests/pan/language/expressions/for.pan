# for (start; test; step) block; without any round it gives the value of the start.

### counts
'/a' = {
    text = OBJECT + ':';
    for (i = 0; i < 3; i = i + 1) text = text + to_string(i);
    text;
};
#> {"a": "counts:012"}

### value_is_that_of_the_last_round
'/a' = for (i = 0; i < 3; i = i + 1) OBJECT + to_string(i);
#> {"a": "value_is_that_of_the_last_round2"}

### never: gives the start's value
'/a' = for (i = 7; i < length(''); i = i + 1) 'round';
#> {"a": 7}

### variable_lives_on
'/a' = { for (i = 0; i < length('abc'); i = i + 1) true; i };
#> {"a": 3}

### limit
# options: --max-iteration 10
'/a' = for (i = 0; i < 11; i = i + 1) OBJECT;  # error: evaluation "loop iteration count (10) has been"

### test_not_boolean
'/a' = for (i = 3; i; i = i - 1) OBJECT;  # error: evaluation "the test of a loop must give a boolean; found"

### parts_may_not_be_empty
'/a' = for (;;) 1;  # error: parse "an empty DML statement has no value; write an expression before"

### parts_may_be_blocks
'/a' = { for ({ i = 0; j = 10 }; i < j; { i = i + 1; j = j - 1 }) OBJECT; list(i, j) };
#> {"a": [5, 5]}
