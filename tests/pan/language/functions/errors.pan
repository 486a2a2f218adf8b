# The place of an error is that within the function; the trace leads back to the statement.

### in_the_body
function fails = {
    x = ARGV[0];
    x + 1;  # error: evaluation "mismatched arguments for add (+) operation: string and long"
};
'/a' = fails('text');

### in_the_body_in_another_template
include 'errors_functions';
'/a' = fails();

declaration template errors_functions;
function fails = error('from the function');  # error: evaluation "[in_the_body_in_another_template]"

### in_the_arguments
function f = ARGV[0];
'/a' = f(
    1 + UNDEFINED_VARIABLE  # error: evaluation "variable named 'UNDEFINED_VARIABLE' is undefined"
);

### through_several_levels
function one = error('deep');  # error: evaluation "[through_several_levels] user-initiated error: deep"
function two = one();
function three = { x = 1; two() };
'/a' = three();
