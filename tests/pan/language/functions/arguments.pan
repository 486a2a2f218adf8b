# ARGV holds the arguments of a function, ARGC their number.

### argv_and_argc
function all = list(ARGC, ARGV);
'/a' = all();
'/b' = all(1, 'two', list(3));
#> {"a": [0, []], "b": [3, [1, "two", [3]]]}

### trailing_comma
function count = ARGC;
'/a' = count(1, 2,);
#> {"a": 2}

### leading_comma: the empty first argument is dropped
function count = ARGC;
'/a' = count(, 1);
#> {"a": 1}

### two_commas
function count = ARGC;
'/a' = count(1,, 2);  # error: parse "unexpected ','; expected an expression"

### missing_argument
function first_one = ARGV[0];  # error: evaluation "variable named 'ARGV[0]' is undefined"
'/a' = first_one();

### undef_argument
function count = list(ARGC, is_defined(ARGV[0]));
'/a' = count(undef);
#> {"a": [1, false]}

### null_first: becomes undef
function argv_null = list(ARGC, is_null(ARGV[0]), is_defined(ARGV[0]));
'/a' = argv_null(null, 1);
#> {"a": [2, false, false]}

### null_last: vanishes
function count = ARGC;
'/a' = list(count(1, null), count(null), count(null, null));
#> {"a": [1, 0, 0]}

### argv_may_be_changed: it is the function's own
function f = { ARGV[0] = 2; ARGV };
'/a' = { x = 1; y = f(x); list(x, y) };
#> {"a": [1, [2]]}

### argv_as_a_whole
function f = { ARGV = list('other'); ARGV[0] };
'/a' = f(1);
#> {"a": "other"}

### argc_is_a_plain_variable
function f = { append(ARGV, 'more'); ARGC };
'/a' = f(1);
#> {"a": 1}

### arguments_are_aliases: a function can change its caller's resource
function grow = { append(ARGV[0], 'grown'); undef };
'/a' = { x = list(1); grow(x); x };
#> {"a": [1, "grown"]}

### arguments_of_globals_are_not
variable G = list(1);
function grow = append(ARGV[0], 'grown');
'/a' = grow(G);
'/b' = G;
#> {"a": [1, "grown"], "b": [1]}

### arguments_are_evaluated_in_the_caller
function f = ARGV[0];
'/a' = { x = 'mine'; f(x + OBJECT) };
#> {"a": "minearguments_are_evaluated_in_the_caller"}
