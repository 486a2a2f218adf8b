# A block runs its expressions in order and gives the value of the last one; local variables live as long as the block.

### last_value
'/a' = { 1; 'two'; 3.0 };
#> {"a": 3.0}

### nested_blocks_share_variables
'/a' = { x = 1; { y = x + 1; x = 10; }; x + y };
#> {"a": 12}

### locals_do_not_outlive_a_statement
'/a' = { x = 1; x + length(OBJECT) };
'/b' = x;  # error: evaluation "variable named 'x' is undefined"

### assignment_has_a_value
'/a' = { x = (y = 3) + 1; list(x, y) };
#> {"a": [4, 3]}

### assignment_chain
'/a' = { x = y = z = list(1); append(x, 2); list(x, y, z) };
#> {"a": [[1, 2], [1, 2], [1, 2]]}

### assignment_chain_with_indices: each takes what the next one gives, a copy
'/a' = { x['k'] = y = list(1); append(y, 2); list(x['k'], y) };
#> {"a": [[1], [1, 2]]}

### assignment_to_a_call
'/a' = { length('x') = 1; 2 };  # error: parse "unexpected '='; expected ';' or '}'"

### assignment_to_a_literal
'/a' = { 1 = 2; 3 };  # error: parse "unexpected '='; expected ';' or '}'"

### block_as_an_operand: needs parentheses and is one value
'/a' = ({ x = length(OBJECT); x + 1 }) * 2;
#> {"a": 40}

### block_as_an_argument
'/a' = to_string({ x = length(OBJECT); x });
#> {"a": "20"}

### deep_nesting
'/a' = ((((((((((((((((((((((((((((((((((((((((length(OBJECT)))))))))))))))))))))))))))))))))))))))));
#> {"a": 12}

### long_chain
'/a' = OBJECT + '1' + '2' + '3' + '4' + '5' + '6' + '7' + '8' + '9' + '0' + '1' + '2' + '3' + '4' + '5' + '6';
#> {"a": "long_chain1234567890123456"}

### many_nested_ifs
'/a' = {
    n = length(OBJECT);
    if (n > 0) if (n > 1) if (n > 2) if (n > 3) if (n > 4) if (n > 5) if (n > 6) if (n > 7) if (n > 8) if (n > 9)
        if (n > 10) if (n > 11) if (n > 12) if (n > 13) 'deep' else 'fourteen' else 0 else 0 else 0 else 0;
};
#> {"a": "deep"}

### many_nested_loops: more than Python can nest
'/a' = {
    n = 0;
    one = list(length(OBJECT));
    foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one)
    foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one)
    foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one)
    foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one) foreach (a; b; one)
    foreach (a; b; one) foreach (a; b; one) n = n + b;
    n;
};
#> {"a": 17}

### order_of_evaluation: left to right
'/a' = {
    log = '';
    total = ({ log = log + 'a' + OBJECT; 1 }) + ({ log = log + 'b'; 2 });
    log;
};
#> {"a": "aorder_of_evaluationb"}

### order_of_evaluation_of_arguments
function note = { append(ARGV[0], ARGV[1]); ARGV[1] };
'/a' = { log = list(); x = list(note(log, 1), note(log, 2), note(log, 3)); log };
#> {"a": [1, 2, 3]}
