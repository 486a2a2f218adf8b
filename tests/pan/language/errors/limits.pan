# Loops and recursion have limits; nested text has one too.

### iteration
# options: --max-iteration 100
'/a' = { n = 0; while (n >= 0) n = n + length('x') + length(OBJECT); };  # error: evaluation "loop iteration count (100) has been"

### iteration_in_a_function
# options: --max-iteration 100
function f = { n = 0; while (true) n = n + 1; };  # error: evaluation "loop iteration count (100) has been"
'/a' = f();

### includes
include 'limits_part';

template limits_part;
include 'limits_part';  # error: evaluation "call depth limit (50) exceeded by includes, functions or"

### create
'/a' = create('limits_structure');

structure template limits_structure;
'x' = create('limits_structure');  # error: evaluation "call depth limit (50) exceeded by includes,"

### recursion_of_create_within_the_limit
# options: --max-recursion 2
'/a' = create('limits_one');

structure template limits_one;
'x' = create('limits_two');

structure template limits_two;
'y' = 1;
#> {"a": {"x": {"y": 1}}}

### recursion_of_create_beyond_the_limit
# options: --max-recursion 1
'/a' = create('limits_one');

structure template limits_one;
'x' = create('limits_two');  # error: evaluation "call depth limit (1) exceeded by includes, functions or"

structure template limits_two;
'y' = 1;
