# Operators on literals are computed while the file is compiled, also in code that never runs.

### values
'/arithmetic' = list(1 + 2 * 3, 7 / 2, -7 % 3, 1.5 - 0.5, 'a' + 'b');
'/bits' = list(6 & 3, 6 | 3, 6 ^ 3, ~6);
'/logic' = list(1 < 2, 'a' >= 'b', true != false, !true, true && false, false || true);
#> {"arithmetic": [7, 3, -1, 1.0, "ab"],
#>  "bits": [2, 7, 5, -7],
#>  "logic": [true, false, true, false, false, true]}

### division_by_zero: a syntax error
'/a' = 1 / 0;  # error: syntax "division by zero"

### division_by_zero_in_dead_code
variable A = 1;
'/a' = {
    if (A == 2) {
        1 / 0;  # error: syntax "division by zero"
    };
    A;
};

### modulus_by_zero
'/a' = 1 % 0;  # error: syntax "the second argument of the modulus (%) operation is zero"

### mismatch: a syntax error
'/a' = 'a' + 1;  # error: syntax "mismatched arguments for add (+) operation: string and long"

### comparison_mismatch
'/a' = 1 == 'x';  # error: syntax "mismatched arguments for equal (==) operation: long and string"

### operand_of_a_kind_that_the_operator_never_takes: an evaluation error, though nothing runs
'/a' = undef + 1;  # error: evaluation "arguments for add (+) operation must be longs, doubles, or strings;"

### string_for_minus
'/a' = 'a' - 'b';  # error: evaluation "arguments for subtract (-) operation must be longs or doubles; found"

### boolean_for_bits: binds looser than ==
'/a' = 6 & 3 == 3;  # error: evaluation "arguments for bit-and (&) operation must be long values; found long"

### if_with_a_constant_test: both branches are still converted
'/a' = if (false) 1 / 0 else 2;  # error: syntax "division by zero"

### if_test_not_boolean
'/a' = if (1) 2 else 3;  # error: syntax "the test of an if must give a boolean"

### and_with_false: the right side is dropped
'/a' = false && undefined_function();
#> {"a": false}

### or_with_true
'/a' = true || undefined_function();
#> {"a": true}

### while_false
'/a' = { while (false) undefined_function(); 1 };
#> {"a": 1}

### while_test_not_boolean
'/a' = { while (1) 2; 3 };  # error: syntax "the test of a loop must give a boolean"

### constant_blocks_may_use_names_of_global_variables: they never see them
variable G = 1;
'/a' = { G = 2; G };
#> {"a": 2}

### blocks_that_are_not_constant_may_not
variable G = 1;
'/a' = { x = OBJECT; G = 2; G };  # error: evaluation "global variable 'G' cannot be modified from a DML"

### an_evaluation_error_in_a_constant_block_comes_at_run_time
'/a' = {
    x = 'abc';
    substr(x, 5);  # error: evaluation "the start index in substr() is greater than the string's length"
};

### constant_loop_within_1000_rounds
'/a' = { n = 0; while (n < 900) n = n + 1; n };
#> {"a": 900}

### constant_loop_beyond_1000_rounds: is run again when the object is built
'/a' = { n = 0; while (n < 1100) n = n + 1; n };
#> {"a": 1100}
