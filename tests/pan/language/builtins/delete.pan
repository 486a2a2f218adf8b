# delete(variable) removes a local variable or an element; it gives undef.

### local_variable
'/a' = { x = OBJECT; delete(x); exists(x) };
#> {"a": false}

### variable_may_have_another_kind_afterwards
'/a' = { x = length(OBJECT); delete(x); x = OBJECT; x };
#> {"a": "variable_may_have_another_kind_afterwards"}

### element_of_a_dict
'/a' = { x = dict('a', 1, 'b', OBJECT); delete(x['a']); x };
#> {"a": {"b": "element_of_a_dict"}}

### element_of_a_list: the rest moves up
'/a' = { x = list('a', 'b', OBJECT); delete(x[0]); x };
#> {"a": ["b", "element_of_a_list"]}

### last_element
'/a' = { x = list('a', 'b', OBJECT); delete(x[-1]); x };
#> {"a": ["a", "b"]}

### missing_element
'/a' = { x = dict('b', OBJECT); delete(x['a']); x };
#> {"a": {"b": "missing_element"}}

### missing_index
'/a' = { x = list(OBJECT); delete(x[5]); x };
#> {"a": ["missing_index"]}

### index_before_the_start
'/a' = { x = list(OBJECT); delete(x[-2]); x };  # error: evaluation "negative index -2 lies before the start"

### missing_variable
'/a' = { delete(x); OBJECT };
#> {"a": "missing_variable"}

### element_of_a_missing_variable: makes the variable
'/a' = { delete(x['a']); x['b'] = OBJECT; x };
#> {"a": {"b": "element_of_a_missing_variable"}}

### element_of_self
'/a' = dict('x', 1, 'y', 2);
'/a' = { delete(SELF['x']); SELF };
#> {"a": {"y": 2}}

### self
'/a' = 1;
'/a' = { delete(SELF); 2 };  # error: syntax "SELF may not be set directly; the value of the whole block"

### gives_undef
'/a' = { x = OBJECT; is_defined(delete(x)) };
#> {"a": false}

### global_variable
variable G = 1;
'/a' = { delete(G); OBJECT };  # error: evaluation "global variable 'G' cannot be modified from a DML block;"

### element_of_a_global
variable G = dict('a', 1);
'/a' = { delete(G['a']); OBJECT };  # error: evaluation "global variable 'G' cannot be modified from a DML"

### no_variable
'/a' = delete('x');  # error: syntax "the argument of delete() must be a variable reference"

### two_arguments
'/a' = { x = 1; y = 2; delete(x, y) };  # error: syntax "delete() requires exactly one argument; 2 given"

### variable_that_was_set_in_all_ways_before
'/a' = { if (OBJECT == 'x') x = 1 else x = 2; delete(x); exists(x) };
#> {"a": false}

### variable_that_a_loop_removes
'/a' = { x = OBJECT; foreach (k; v; list(1, 2)) if (exists(x)) delete(x); exists(x) };
#> {"a": false}

### variable_that_a_later_round_has_not
variable X = 'global';
'/a' = { y = list(); foreach (k; v; list(1, 2)) { if (k > 0) append(y, exists(z)); z = OBJECT; delete(z) }; y };
#> {"a": [false]}

### variable_that_only_one_branch_sets
'/a' = { if (OBJECT == 'x') y = 1; exists(y) };
#> {"a": false}

### variable_that_a_loop_does_not_set
'/a' = { foreach (k; v; list()) y = 1; exists(y) };
#> {"a": false}

### variable_that_the_second_operand_does_not_set
'/a' = { x = OBJECT == 'x' && (y = true); exists(y) };
#> {"a": false}
