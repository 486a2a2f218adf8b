# undef is a missing value of an element that is there; null takes the element away.

### undef_in_the_tree
'/a' = undef;  # error: validation "element at /a is undefined"

### undef_deep_in_the_tree
'/a/b/0/c' = undef;  # error: validation "element at /a/b/0/c is undefined"

### undef_in_a_list
'/a' = list(1, undef, 3);  # error: validation "element at /a/1 is undefined"

### null_in_a_list_literal
'/a' = list(1, null);  # error: validation "element at /a/1 is undefined"

### null_deletes_a_path
'/a/b' = 1;
'/a/c' = 2;
'/a/b' = null;
#> {"a": {"c": 2}}

### null_deletes_a_list_element
'/a' = list('x', 'y', 'z');
'/a/1' = null;
#> {"a": ["x", "z"]}

### null_for_a_missing_element
'/a' = dict('b', 1);
'/a/c' = null;
#> {"a": {"b": 1}}

### null_past_the_end
'/a' = list('x');
'/a/5' = null;
#> {"a": ["x"]}

### null_for_the_root
'/a' = 1;
'/' = null;  # error: evaluation "the root element cannot be set to null"

### undef_for_the_root
'/' = undef;  # error: evaluation "the root element must be a dict: root element cannot be replaced by"

### null_through_self
'/a' = dict('b', 1, 'c', 2);
'/a' = { SELF['b'] = null; SELF };
#> {"a": {"c": 2}}

### null_of_a_function
function nothing = null;
'/a' = 1;
'/a' = nothing();
'/b' = exists('/a');
#> {"b": false}

### undef_operand
'/a' = !undef;  # error: evaluation "argument for logical-not (!) operation must be a boolean value; found"

### undef_variable_is_defined_as_nothing
variable A = undef;
'/a' = list(exists(A), is_defined(A), is_null(A));
#> {"a": [true, false, false]}

### null_variable
variable A = null;
'/a' = list(exists(A), is_defined(A), is_null(A));
#> {"a": [true, false, true]}

### null_in_dict
'/a' = { x = dict('a', null); length(x) };
#> {"a": 0}

### to_string_of_both
'/a' = to_string(list(undef, null));
#> {"a": "[ undef, null ]"}

### null_elements_keep_their_place_in_a_list
'/a' = { x = list(null, 1); list(length(x), x[1]) };
#> {"a": [2, 1]}

### assigning_null_in_a_chain
'/a' = { x = dict('k', 1); y = x['k'] = null; list(length(x), is_null(y), OBJECT) };
#> {"a": [0, true, "assigning_null_in_a_chain"]}
