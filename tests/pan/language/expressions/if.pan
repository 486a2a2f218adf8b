# if (test) value else value is an expression; without else it gives undef.

### both_branches
variable A = 5;
'/a' = if (A > 3) 'large' else 'small';
'/b' = if (A > 9) 'large' else 'small';
#> {"a": "large", "b": "small"}

### without_else
variable A = 5;
'/a' = is_defined(if (A > 9) 1);
#> {"a": false}

### without_else_left_in_the_tree
variable A = 5;
'/a' = if (A > 9) 1;  # error: validation "element at /a is undefined"

### only_the_chosen_branch_runs
variable A = 5;
'/a' = if (A == 5) 'ok' else error('never');
#> {"a": "ok"}

### else_belongs_to_the_nearest_if
variable A = 5;
'/a' = if (A > 3) if (A > 4) 'four' else 'three' else 'none';
#> {"a": "four"}

### else_if
variable A = 2;
'/a' = if (A == 1) 'one'
    else if (A == 2) 'two'
    else 'many';
#> {"a": "two"}

### blocks
variable A = 5;
'/a' = {
    if (A == 5) {
        x = 1;
        x + 1;
    } else {
        3;
    };
};
#> {"a": 2}

### semicolon_after_the_block
'/a' = {
    if (true) {
        x = 1;
    }
    2;  # error: parse "unexpected '2'; expected ';' or '}'"
};

### test_not_boolean
variable A = 1;
'/a' = if (A) 1 else 2;  # error: evaluation "the test of an if must give a boolean; found long"

### test_string: no words for true
variable A = 'true';
'/a' = if (A) 1 else 2;  # error: evaluation "the test of an if must give a boolean; found string"

### test_undef
variable A = undef;
'/a' = if (A) 1 else 2;  # error: evaluation "the test of an if must give a boolean; found undef"

### without_parentheses
variable A = 1;
'/a' = if A == 1 2 else 3;  # error: parse "unexpected 'A'; expected '('"

### assignment_as_a_test: = is no comparison
variable A = 1;
'/a' = if (a = A) 1 else 2;  # error: evaluation "the test of an if must give a boolean; found long"

### variables_set_in_a_branch_live_on
variable A = 5;
'/a' = {
    if (A == 5) x = 'set';
    x;
};
#> {"a": "set"}

### variables_not_set_in_the_other_branch
variable A = 5;
'/a' = {
    if (A == 6) x = 'set';
    x;  # error: evaluation "variable named 'x' is undefined"
};
