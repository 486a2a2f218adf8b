# function NAME = block; defines a function for the whole object, from then on.

### called
function double = 2 * ARGV[0];
'/a' = double(21);
#> {"a": 42}

### defined_after_use
'/a' = later();  # error: evaluation "undefined function: later"
function later = 1;

### unknown
'/a' = nothing_like_this(1);  # error: evaluation "undefined function: nothing_like_this"

### nearly_known
function network_address = 1;
'/a' = netwrk_address();  # error: evaluation "did you mean network_address?"

### twice_in_a_template
function f = 1;
function f = 2;  # error: syntax "duplicate function definition for f in one template"

### twice_in_two_templates
include 'function_again';
function f = 1;  # error: evaluation "duplicate function definition: f"

template function_again;
function f = 1;

### name_of_a_built_in: can be defined but is never called
function length = 42;
'/a' = length('ab');
#> {"a": 2}

### not_run_when_defined
function f = error('never');
'/a' = 1;
#> {"a": 1}

### errors_in_the_body_count_when_compiled
function f = 1 / 0;  # error: syntax "division by zero"
'/a' = 1;

### in_a_declaration_template
include 'function_declared';
'/a' = declared();

declaration template function_declared;
function declared = 'yes';
#> {"a": "yes"}
