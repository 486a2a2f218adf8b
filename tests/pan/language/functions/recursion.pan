# Functions may call themselves, within --max-recursion.

### factorial
function factorial = if (ARGV[0] < 2) 1 else ARGV[0] * factorial(ARGV[0] - 1);
'/a' = factorial(10);
#> {"a": 3628800}

### each_other
function even = if (ARGV[0] == 0) true else odd(ARGV[0] - 1);
function odd = if (ARGV[0] == 0) false else even(ARGV[0] - 1);
'/a' = even(10);
#> {"a": true}

### limit
function deep = deep(ARGV[0] + 1);  # error: evaluation "call depth limit (50) exceeded by includes,"
'/a' = deep(0);

### limit_of_the_command_line
# options: --max-recursion 5
function count = if (ARGV[0] == 0) 0 else count(ARGV[0] - 1);  # error: evaluation "call depth limit (5) exceeded by"
'/a' = count(5);

### just_within_the_limit
# options: --max-recursion 5
function count = if (ARGV[0] == 0) 0 else count(ARGV[0] - 1);
'/a' = count(4);
#> {"a": 0}

### deeper_with_a_higher_limit
# options: --max-recursion 200
function count = if (ARGV[0] == 0) 0 else 1 + count(ARGV[0] - 1);
'/a' = count(150);
#> {"a": 150}

### includes_count_too
# options: --max-recursion 3
function f = if (ARGV[0] == 0) 0 else f(ARGV[0] - 1);  # error: evaluation "call depth limit (3) exceeded by"
include 'recursion_part';

template recursion_part;
'/a' = f(2);

### limit_after_a_caught_error: is_valid catches the error and the depth comes back
# options: --max-recursion 6
function deep = deep();
type t = long with deep();
function check = is_valid(t, 1);
'/a' = { ok = check(); again = check(); true };
#> {"a": true}
