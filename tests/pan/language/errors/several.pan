# An object has one error: a text that does not parse comes first, then what is refused unrun, then what fails.

### first_statement_in_order
'/a' = error('first');  # error: evaluation "[first_statement_in_order] user-initiated error: first"
'/b' = error('second');

### parse_error_before_everything_else
'/a' = 1 / 0;
'/b' = ;  # error: parse "an empty DML statement has no value; write an expression before this ';'"

### syntax_errors_in_order
'/a' = 1 / 0;  # error: syntax "division by zero"
'/b' = length();

### syntax_error_before_evaluation
'/a' = error('at run time');
'/b' = length();  # error: syntax "length() requires exactly one argument; 0 given"

### error_in_a_template_that_is_never_included
'/a' = if (OBJECT == 'x') create('several_broken') else 1;

structure template several_broken;
'x' = ;
#> {"a": 1}
