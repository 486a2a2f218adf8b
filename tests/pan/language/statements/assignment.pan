# 'path' = value; sets an element; dicts and lists on the way to it are made.

### makes_the_way
'/a/b/c' = 1;
'/l/0/x' = 'first';
'/l/1/x' = 'second';
#> {"a": {"b": {"c": 1}}, "l": [{"x": "first"}, {"x": "second"}]}

### replaces_by_the_same_kind
'/a' = 1;
'/a' = 2;
'/s' = list(1);
'/s' = list(2, 3);
#> {"a": 2, "s": [2, 3]}

### replacing_by_another_kind
'/a' = 1;
'/a' = 'x';  # error: evaluation "an element of type long cannot be replaced by one of type string; assign"

### long_by_double: two kinds
'/a' = 1;
'/a' = 1.0;  # error: evaluation "an element of type long cannot be replaced by one of type double; assign"

### list_by_dict
'/a' = list();
'/a' = dict();  # error: evaluation "an element of type list cannot be replaced by one of type nlist; assign"

### undef_may_become_anything
'/a' = undef;
'/a' = 'x';
#> {"a": "x"}

### null_first_then_another_kind
'/a' = 1;
'/a' = null;
'/a' = 'x';
#> {"a": "x"}

### dicts_are_replaced_not_merged
'/a' = dict('x', 1);
'/a' = dict('y', 2);
#> {"a": {"y": 2}}

### below_a_property
'/a' = 1;
'/a/b' = 2;  # error: evaluation "cannot add an element below an element of type long"

### index_into_a_dict
'/a/b' = 1;
'/a/0' = 2;  # error: evaluation "cannot look up term '0' in an element of type 'nlist', which takes a key;"

### key_into_a_list
'/a/0' = 1;
'/a/b' = 2;  # error: evaluation "cannot look up term 'b' in an element of type 'list', which takes an"

### past_the_end_of_a_list: fills with undef, which must be replaced before the end
'/l/2' = 'c';
'/l/0' = 'a';
'/l/1' = 'b';
#> {"l": ["a", "b", "c"]}

### holes_left_in_a_list
'/l/2' = 'c';  # error: validation "element at /l/0 is undefined"

### negative_index: counts from the end
'/l' = list('a', 'b', 'c');
'/l/-1' = 'z';
'/l/-3' = 'x';
#> {"l": ["x", "b", "z"]}

### negative_index_before_the_start
'/l' = list('a');
'/l/-2' = 'x';  # error: evaluation "negative index -2 lies before the start of a list with 1 elements"

### null_in_a_list_shifts
'/l' = list('a', 'b', 'c');
'/l/0' = null;
#> {"l": ["b", "c"]}

### null_for_a_missing_path: is nothing, but the way to it is made
'/a/b/c' = null;
#> {"a": {"b": {}}}

### self: the present value, or undef
'/a' = 5;
'/a' = SELF + 1;
'/b' = is_defined(SELF);
#> {"a": 6, "b": false}

### self_makes_the_path: as undef, while the block runs
'/a' = exists('/a');
#> {"a": true}

### self_in_a_path_that_does_not_exist
'/a' = SELF + 1;  # error: evaluation "arguments for add (+) operation must be longs, doubles, or strings;"

### self_may_be_changed_in_place
'/a' = dict('x', 1);
'/a' = {
    SELF['y'] = 2;
    SELF;
};
#> {"a": {"x": 1, "y": 2}}

### root: takes a dict
'/' = dict('a', 1, 'b', list(2));
#> {"a": 1, "b": [2]}

### root_takes_no_list
'/' = list(1);  # error: evaluation "the root element must be a dict: root element cannot be replaced by"

### root_with_self
'/a' = 1;
'/' = { SELF['b'] = 2; SELF };
#> {"a": 1, "b": 2}

### relative_path_in_an_object
'a' = 1;  # error: syntax "ordinary, object, and unique templates can only contain assignments to"

### external_path
'other:/a' = 1;  # error: syntax "an assignment cannot be made to an external path (other:/a)"

### path_is_no_expression
variable P = '/a';
P = 1;  # error: parse "unexpected 'P'; expected a statement: a path, variable, include, bind, valid,"

### no_value
'/a';  # error: parse "unexpected ';'; expected '=' or '?='"

### value_is_a_block
'/a' = { 1; 2; 3 };
#> {"a": 3}

### empty_block
'/a' = {};  # error: parse "unexpected '}'; expected an expression"

### empty_statement_in_a_block
'/a' = { 1;; 2 };  # error: parse "an empty DML statement has no value; write an expression before this"
