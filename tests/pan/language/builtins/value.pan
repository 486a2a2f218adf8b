# value(path [, default]) gives a copy of an element of this or another object.

### absolute
'/x/y' = 1;
'/a' = value('/x/y');
#> {"a": 1, "x": {"y": 1}}

### copy
'/x' = list(1);
'/a' = { v = value('/x'); append(v, 2); v };
#> {"a": [1, 2], "x": [1]}

### missing
'/a' = value('/x/y');  # error: evaluation "referenced path (/x/y) does not exist"

### missing_with_default
'/a' = value('/x/y', 'default');
#> {"a": "default"}

### undef_with_default
'/x' = undef;
'/a' = value('/x', 'default');
'/x' = 1;
#> {"a": "default", "x": 1}

### undef_without_default
'/x' = undef;
'/a' = is_defined(value('/x'));
'/x' = 1;
#> {"a": false, "x": 1}

### present_with_default
'/x' = 1;
'/a' = value('/x', 'default');
#> {"a": 1, "x": 1}

### default_is_evaluated_always
'/x' = 1;
'/a' = value('/x', 1 + UNDEFINED);  # error: evaluation "variable named 'UNDEFINED' is undefined"

### default_is_copied
'/a' = { d = list(1); v = value('/x', d); append(v, 2); list(d, v) };
#> {"a": [[1], [1, 2]]}

### below_a_property: with a default nothing is there
'/x' = 1;
'/a' = value('/x/y', 'default');
#> {"a": "default", "x": 1}

### key_on_a_list
'/x' = list(1);
'/a' = value('/x/y', 'default');  # error: evaluation "cannot look up term 'y' in an element of type 'list',"

### root
'/x' = 1;
'/a' = { v = value('/'); v['x'] };
#> {"a": 1, "x": 1}

### negative_index
'/x' = list('a', 'b');
'/a' = value('/x/-1');
#> {"a": "b", "x": ["a", "b"]}

### external
'/a' = value('value_other:/x');

object template value_other;
'/x' = 5;
#> {"a": 5}

### external_without_a_slash
'/a' = value('value_other:x');

object template value_other;
'/x' = 5;
#> {"a": 5}

### external_missing_element
'/a' = value('value_other:/y');  # error: evaluation "referenced path (value_other:/y) does not exist"

object template value_other;
'/x' = 5;

### external_missing_object
'/a' = value('nowhere:/x');  # error: evaluation "referenced path (nowhere:/x) does not exist"

### external_missing_object_with_default
'/a' = value('nowhere:/x', 'default');
#> {"a": "default"}

### relative
'/a' = value('x');  # error: evaluation "relative path 'x' cannot be used to look up an element here; start"

### not_a_path
'/a' = value('/a b');  # error: evaluation "invalid path term or dict key: 'a b'; escape() makes a key of"

### old_external_form
'/a' = value('//value_other/x');  # error: evaluation "an empty string cannot be used as a path term or dict"

### no_string
'/a' = value(1);  # error: evaluation "value() requires one string argument; found long"

### three_arguments
'/a' = value('/x', 1, 2);  # error: syntax "value() requires one or two arguments; 3 given"
