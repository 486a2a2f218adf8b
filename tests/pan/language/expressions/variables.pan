# A name is a local variable once the block has assigned it, else a global or an automatic one.

### local_before_use
'/a' = { list(x); x = length(OBJECT); x };  # error: evaluation "variable named 'x' is undefined"

### local_and_indices
'/a' = { x = dict('k', list(1, dict('z', OBJECT))); x['k'][1]['z'] };
#> {"a": "local_and_indices"}

### computed_index
'/a' = { x = dict('k1', OBJECT); n = 1; x['k' + to_string(n)] };
#> {"a": "computed_index"}

### missing_key
'/a' = { x = dict('k', OBJECT); x['other'] };  # error: evaluation "variable named 'x[other]' is undefined"

### missing_key_nearly_there
variable NETWORK = dict('netmask', 1);
'/a' = NETWORK['netmsk'];  # error: evaluation "did you mean netmask?"

### nearly_a_local_variable
'/a' = { netmask = OBJECT; netmsk };  # error: evaluation "did you mean netmask?"

### nearly_a_local_variable_of_the_function
function f = { netmask = ARGV[0]; foreach (k; v; list(1)) { netmsk } };  # error: evaluation "did you mean netmask?"
'/a' = { netmusk = 1; f(OBJECT) };

### missing_key_of_a_local_variable_nearly_there
'/a' = { x = dict('netmask', OBJECT); x['netmsk'] };  # error: evaluation "did you mean netmask?"

### missing_index
'/a' = { x = list(OBJECT); x[1] };  # error: evaluation "variable named 'x[1]' is undefined"

### index_below_a_property
'/a' = { x = OBJECT; x['a'] };  # error: evaluation "an element of type 'string' has no elements below it;"

### key_for_a_list
'/a' = { x = list(OBJECT); x['a'] };  # error: evaluation "cannot look up term 'a' in an element of type"

### index_for_a_dict
'/a' = { x = dict('a', OBJECT); x[0] };  # error: evaluation "cannot look up term '0' in an element of type"

### negative_index
'/a' = { x = list('a', 'b', OBJECT); list(x[-1], x[-3]) };
#> {"a": ["negative_index", "a"]}

### negative_index_before_the_start
'/a' = { x = list(OBJECT); x[-2] };  # error: evaluation "variable named 'x[-2]' is undefined"

### double_as_an_index
'/a' = { x = list(OBJECT); i = 0.0; x[i] };  # error: evaluation "an element of type double is not a valid"

### string_of_digits_is_an_index
'/a' = { x = list('a', OBJECT); x['1'] };
#> {"a": "string_of_digits_is_an_index"}

### string_of_digits_on_a_dict
'/a' = { x = dict('a', OBJECT); x['1'] };  # error: evaluation "cannot look up term '1' in an element of"

### index_with_leading_zeros
'/a' = { x = list(OBJECT); i = '00'; x[i] };  # error: evaluation "an index cannot start with leading zeros:"

### index_too_large
'/a' = { x = list(OBJECT); i = 2147483648; x[i] };  # error: evaluation "index (2,147,483,648) exceeds the"

### index_invalid_as_a_key
'/a' = { x = dict('a', OBJECT); k = 'a b'; x[k] };  # error: evaluation "invalid path term or dict key: 'a b';"

### index_in_braces_is_escaped
'/a' = { x = dict(escape('a b'), OBJECT); x['{a b}'] };
#> {"a": "index_in_braces_is_escaped"}

### assigning_makes_what_is_missing
'/a' = { x['a'][0]['b'] = OBJECT; x };
#> {"a": {"a": [{"b": "assigning_makes_what_is_missing"}]}}

### assigning_by_a_number_makes_a_list
'/a' = { x[0] = OBJECT; x };
#> {"a": ["assigning_by_a_number_makes_a_list"]}

### assigning_past_the_end: the rest is undef
'/a' = { x[2] = OBJECT; list(length(x), is_defined(x[0]), x[2]) };
#> {"a": [3, false, "assigning_past_the_end"]}

### assigning_below_undef
'/a' = { x = undef; x['a'] = OBJECT; x };
#> {"a": {"a": "assigning_below_undef"}}

### assigning_below_a_property
'/a' = { x = OBJECT; x['a'] = 1; x };  # error: evaluation "cannot add an element below an element of type"

### replacing_an_element_by_another_kind
'/a' = { x = dict('a', 1); x['a'] = OBJECT; x };  # error: evaluation "an element of type long cannot be"

### replacing_a_local_variable_by_another_kind: is refused too
'/a' = { x = length(OBJECT); x = OBJECT; x };  # error: evaluation "an element of type long cannot be"

### replacing_a_local_variable_through_undef
'/a' = { x = length(OBJECT); x = undef; x = OBJECT; x };
#> {"a": "replacing_a_local_variable_through_undef"}

### null_in_a_dict_removes
'/a' = { x = dict('a', 1, 'b', OBJECT); x['a'] = null; x };
#> {"a": {"b": "null_in_a_dict_removes"}}

### null_in_a_list_shifts
'/a' = { x = list(1, 2, OBJECT); x[0] = null; x };
#> {"a": [2, "null_in_a_list_shifts"]}

### null_in_a_local_variable
'/a' = { x = null; list(is_null(x), is_defined(x), OBJECT) };
#> {"a": [true, false, "null_in_a_local_variable"]}

### assigning_a_negative_index_before_the_start
'/a' = { x = list(OBJECT); x[-2] = 1; x };  # error: evaluation "negative index -2 lies before the start of"

### assigning_to_a_string_index_too_large
'/a' = { x[2147483648] = 1; x };  # error: syntax "index 0 is not a valid term: index (2,147,483,648)"

### constant_index_of_a_wrong_kind
'/a' = { x[1.5] = 1; x };  # error: syntax "index 0 is not a valid term: an element of type double is"

### constant_index_that_is_no_term
'/a' = { x['a/b'] = 1; x };  # error: syntax "index 0 is not a valid term: invalid path term or dict"

### index_may_not_return
'/a' = { x = list(1); x[return(0)] };  # error: syntax "return() may not appear in a restricted context"

### index_may_not_raise
'/a' = { x = list(1); x[error('no')] };  # error: syntax "error() may not appear in a restricted context"

### self_may_not_be_assigned
'/a' = { SELF = 1; 2 };  # error: syntax "SELF may not be set directly; the value of the whole block"

### automatic_variables_may_not_be_assigned
'/a' = { OBJECT = 1; 2 };  # error: syntax "automatic variable OBJECT may not be set"

### template_may_not_be_assigned
'/a' = { TEMPLATE = 1; 2 };  # error: syntax "automatic variable TEMPLATE may not be set"

### function_may_not_be_assigned
'/a' = { FUNCTION = 1; 2 };  # error: syntax "automatic variable FUNCTION may not be set"

### argv_and_argc_may_be_assigned: they are local
'/a' = { ARGV = 1; ARGC = 2; ARGV + ARGC + length(OBJECT) };
#> {"a": 32}
