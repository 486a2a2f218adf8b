# variable NAME = value; sets a global variable. Only this statement changes it.

### value
variable A = 1;
variable B = A + 1;
'/b' = B;
#> {"b": 2}

### self_is_the_old_value
variable A = 1;
variable A = SELF + 1;
'/a' = A;
#> {"a": 2}

### self_is_undef_at_first
variable A = if (is_defined(SELF)) 1 else 2;
'/a' = A;
#> {"a": 2}

### self_in_place
variable A = dict('x', 1);
variable A = {
    SELF['y'] = 2;
    SELF;
};
'/a' = A;
#> {"a": {"x": 1, "y": 2}}

### replaced_by_the_same_kind
variable A = 1;
variable A = 2;
'/a' = A;
#> {"a": 2}

### replaced_by_another_kind
variable A = 1;
variable A = 'x';  # error: evaluation "an element of type long cannot be replaced by one of type string;"

### replaced_after_undef
variable A = 1;
variable A = undef;
variable A = 'x';
'/a' = A;
#> {"a": "x"}

### null_is_kept: it is the one value that is_null() finds
variable A = null;
'/a' = is_null(A);
#> {"a": true}

### not_changed_by_a_block
variable A = 1;
'/a' = { A = length(OBJECT); A };  # error: evaluation "global variable 'A' cannot be modified from a DML"

### not_changed_by_a_function
variable A = 1;
function f = { A = ARGV[0]; A };  # error: evaluation "global variable 'A' cannot be modified from a DML"
'/a' = f(2);

### not_changed_element_by_element
variable A = dict('x', 1);
'/a' = { A['x'] = length(OBJECT); A };  # error: evaluation "global variable 'A' cannot be modified from a"

### not_changed_through_a_copy
variable A = dict('x', list(1));
'/copy' = { copy = A; copy['x'][1] = 2; copy };
'/global' = A;
#> {"copy": {"x": [1, 2]}, "global": {"x": [1]}}

### undefined
'/a' = NEVER_SET;  # error: evaluation "variable named 'NEVER_SET' is undefined"

### undefined_but_nearly_right
variable NETWORK_PARAMS = 1;
'/a' = NETWORK_PARMAS;  # error: evaluation "did you mean NETWORK_PARAMS?"

### automatic_object
variable OBJECT = 'x';  # error: syntax "automatic variable OBJECT may not be set"

### automatic_self
variable SELF = 1;  # error: syntax "automatic variable SELF may not be set"

### automatic_argv
variable ARGV = list();  # error: syntax "automatic variable ARGV may not be set"

### automatic_template
variable TEMPLATE = 'x';  # error: syntax "automatic variable TEMPLATE may not be set"

### loadpath_may_be_set
variable LOADPATH = list('a', 'b');
'/a' = LOADPATH;
#> {"a": ["a", "b"]}

### element_of_a_variable: the statement takes a name only
variable A['x'] = 1;  # error: parse "unexpected '['; expected '=' or '?='"

### visible_in_included_templates
variable A = 'from the object';
include 'variable_reader';

template variable_reader;
'/a' = A;
#> {"a": "from the object"}
