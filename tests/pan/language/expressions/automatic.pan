# OBJECT, TEMPLATE, FUNCTION, SELF, ARGV, ARGC are set by the compiler.

### object
'/a' = OBJECT;
#> {"a": "object"}

### object_in_a_folder
object template automatic_folder/deep;
'/a' = OBJECT;
#> {"a": "automatic_folder/deep"}

### template
'/a' = TEMPLATE;
include 'automatic_part';

template automatic_part;
'/b' = TEMPLATE;
'/c' = OBJECT;
#> {"a": "template", "b": "automatic_part", "c": "template"}

### template_in_a_function: that of the statement, not that of the function
include 'automatic_functions';
'/a' = where();

template automatic_functions;
function where = TEMPLATE;
'/b' = where();
#> {"a": "template_in_a_function", "b": "automatic_functions"}

### template_in_a_structure_template: that of the statement that calls create()
'/a' = create('automatic_structure');

structure template automatic_structure;
'b' = TEMPLATE;
#> {"a": {"b": "template_in_a_structure_template"}}

### function
function f = FUNCTION;
'/a' = f();
#> {"a": "f"}

### function_in_nested_calls
function inner = FUNCTION;
function outer = list(FUNCTION, inner(), FUNCTION);
'/a' = outer();
#> {"a": ["outer", "inner", "outer"]}

### function_outside
'/a' = FUNCTION;  # error: evaluation "variable named 'FUNCTION' is undefined"

### argc_outside
'/a' = ARGC;  # error: evaluation "variable named 'ARGC' is undefined"

### argv_outside
'/a' = ARGV;  # error: evaluation "variable named 'ARGV' is undefined"

### self_in_a_function: is the caller's
function bigger = SELF + 1;
'/a' = 1;
'/a' = bigger();
#> {"a": 2}

### self_of_a_type_check
type small = long with SELF < 10;
bind '/a' = small;
'/a' = 5;
#> {"a": 5}

### as_a_function
'/a' = OBJECT();  # error: syntax "OBJECT is an automatic variable and cannot be used as a function"

### loadpath_at_first
'/a' = LOADPATH;
#> {"a": []}
