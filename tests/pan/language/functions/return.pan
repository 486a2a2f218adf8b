# return(value) leaves the function, or the whole block of a statement.

### leaves_the_function
function f = { return('early'); 'late' };
'/a' = f();
#> {"a": "early"}

### leaves_the_block_of_a_statement
'/a' = { if (length(OBJECT) > 0) return('early'); 'late' };
#> {"a": "early"}

### leaves_loops
function find = { foreach (i; v; ARGV[0]) { if (v == ARGV[1]) return(i) }; -1 };
'/a' = list(find(list('a', 'b'), 'b'), find(list('a'), 'z'));
#> {"a": [1, -1]}

### leaves_only_one_function
function inner = return(1);
function outer = { inner(); 2 };
'/a' = outer();
#> {"a": 2}

### in_a_check
type small = long with { if (SELF < 10) return(true); false };
bind '/a' = small;
'/a' = 5;
#> {"a": 5}

### in_a_variable_statement
variable A = { return(length(OBJECT)); 1 };
'/a' = A;
#> {"a": 23}

### gives_undef
function f = { return(undef); 1 };
'/a' = is_defined(f());
#> {"a": false}

### in_an_argument: is refused
function f = 1;
'/a' = f(return(2));  # error: syntax "return() may not appear in a restricted context (an index of a"

### in_an_operand
'/a' = { 1 + return(length(OBJECT)) };
#> {"a": 13}

### without_a_value
'/a' = return();  # error: syntax "return() requires exactly one argument; 0 given"

### two_values
'/a' = return(1, 2);  # error: syntax "return() requires exactly one argument; 2 given"
