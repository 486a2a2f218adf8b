# bind 'path' = type; has the element validated, and its defaults filled in, when the object is complete.

### valid
bind '/a' = long;
'/a' = 1;
#> {"a": 1}

### invalid
bind '/a' = long;
'/a' = 'x';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### missing
bind '/a' = long;
# error without a line: validation "element does not exist"

### missing_with_default
bind '/a' = long = 5;
#> {"a": 5}

### order_of_statements_does_not_matter
'/a' = 1;
bind '/a' = long;
#> {"a": 1}

### several_on_a_path: all must hold
bind '/a' = long;
bind '/a' = long(10..);
'/a' = 5;  # error: validation "value (5) is outside range 10.."

### several_defaults: the first one counts
bind '/a' = long = 1;
bind '/a' = long = 2;
#> {"a": 1}

### with_a_block
bind '/a' = long with SELF > 3;
'/a' = 2;  # error: validation "user-defined validation failed"

### type_defined_before
type port = long(1..65535);
bind '/a' = port;
'/a' = 70000;  # error: validation "value (70,000) is outside range 1..65535"

### type_not_defined
bind '/a' = port;  # error: evaluation "referenced type 'port' is not defined"

### type_defined_later
bind '/a' = port;  # error: evaluation "referenced type 'port' is not defined"
type port = long;

### relative_path
bind 'a' = long;  # error: syntax "only absolute paths can be used with bind statements (a)"

### external_path
bind 'other:/a' = long;  # error: syntax "only absolute paths can be used with bind statements (other:/a)"

### root
type root = {
    'a' : long
};
bind '/' = root;
'/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### in_an_included_template
include 'bind_included';
'/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

declaration template bind_included;
bind '/a' = long;

### in_a_template_included_twice: bound once only
# options: --debug
include 'bind_twice';
include 'bind_twice';
'/a' = 1;

template bind_twice;
bind '/a' = long with { debug('checked'); true };
'/b' = 1;
#stderr> [in_a_template_included_twice] checked
#> {"a": 1, "b": 1}

### variable_in_the_path
variable NAME = 'eth0';
bind '/net/${NAME}' = long;
'/net/eth0' = 'x';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### variable_in_the_path_undefined
bind '/net/${NAME}' = long;  # error: evaluation "variable (NAME) is undefined in the path '/net/${NAME}' of"

### variable_in_the_path_is_taken_when_the_statement_runs
variable NAME = 'a';
bind '/net/${NAME}' = long = 1;
variable NAME = 'b';
bind '/net/${NAME}' = long = 2;
#> {"net": {"a": 1, "b": 2}}
