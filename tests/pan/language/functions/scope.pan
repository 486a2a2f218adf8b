# A function has local variables of its own; globals, SELF and the tree are those of the caller.

### locals_of_the_caller_are_not_seen
function f = x;  # error: evaluation "variable named 'x' is undefined"
'/a' = { x = length(OBJECT); f() };

### locals_do_not_leak_to_the_caller
function f = { y = 5; y };
'/a' = { f(); y };  # error: evaluation "variable named 'y' is undefined"

### locals_begin_anew_at_each_call
function f = { if (exists(n)) n = n + 1 else n = length(OBJECT); n };
'/a' = list(f(), f());
#> {"a": [30, 30]}

### globals_are_seen_as_they_are_at_the_call
function f = G;
variable G = 1;
'/a' = f();
variable G = 2;
'/b' = f();
#> {"a": 1, "b": 2}

### self_of_the_caller_may_be_changed
function mark = { SELF['marked'] = true; undef };
'/a' = dict();
'/a' = { mark(); SELF };
#> {"a": {"marked": true}}

### the_tree_is_seen
function b = value('/b');
'/b' = 5;
'/a' = b();
#> {"a": 5, "b": 5}

### function_in_a_type_check
function positive = SELF > 0;
type natural = long with positive();
bind '/a' = natural;
'/a' = 5;
#> {"a": 5}

### function_in_an_include
function choose = if (ARGV[0] == 'x') 'scope_x' else 'scope_y';
include choose('x');

template scope_x;
'/a' = 'x';

template scope_y;
'/a' = 'y';
#> {"a": "x"}
