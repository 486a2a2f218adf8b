# exists(variable) asks for a variable or an element; exists(string) for a path or a template.

### variable
variable G = 1;
'/a' = { x = 1; list(exists(x), exists(y), exists(G), exists(OBJECT)) };
#> {"a": [true, false, true, true]}

### undef_exists
'/a' = { x = undef; exists(x) };
#> {"a": true}

### element
'/a' = { x = dict('k', list(1)); list(exists(x['k']), exists(x['k'][0]), exists(x['k'][1]), exists(x['z'])) };
#> {"a": [true, true, false, false]}

### through_a_property: is no error
'/a' = { x = dict('k', 1); exists(x['k']['z']) };
#> {"a": false}

### through_a_wrong_kind
'/a' = { x = dict('k', list(1)); list(exists(x['k']['z']), exists(x[0])) };
#> {"a": [false, false]}

### of_an_undefined_variable
'/a' = exists(UNDEFINED['a']['b']);
#> {"a": false}

### self
'/a' = dict('k', 1);
'/a' = { x = exists(SELF['k']); y = exists(SELF['z']); SELF['found'] = list(x, y); SELF };
#> {"a": {"found": [true, false], "k": 1}}

### path
'/x/y' = 1;
'/a' = list(exists('/x'), exists('/x/y'), exists('/x/z'), exists('/q/r/s'));
#> {"a": [true, true, false, false], "x": {"y": 1}}

### path_to_undef
'/x' = undef;
'/a' = exists('/x');
'/x' = 1;
#> {"a": true, "x": 1}

### path_through_a_property
'/x' = 1;
'/a' = exists('/x/y');
#> {"a": false, "x": 1}

### path_with_a_key_on_a_list: is an error, unlike for a variable
'/x' = list(1);
'/a' = exists('/x/y');  # error: evaluation "cannot look up term 'y' in an element of type 'list', which"

### path_with_an_index_on_a_dict
'/x' = dict('k', 1);
'/a' = exists('/x/0');  # error: evaluation "cannot look up term '0' in an element of type 'nlist', which"

### template
'/a' = list(exists('exists_there'), exists('exists_not_there'));

template exists_there;
#> {"a": [true, false]}

### template_with_a_syntax_error: exists
'/a' = exists('exists_broken');

template exists_broken;
'relative' = 1;
#> {"a": true}

### template_with_an_error_in_constants: exists as well
'/a' = exists('exists_wrong');

template exists_wrong;
'/x' = undef + 1;
#> {"a": true}

### template_with_another_name: exists
'/a' = exists('exists_misnamed');

## exists_misnamed.pan
template exists_other_name;
#> {"a": true}

### template_with_a_parse_error: ends the object
'/a' = exists('exists_broken');

template exists_broken;
'/a' = ;  # error: parse "an empty DML statement has no value; write an expression before this ';'"

### template_with_a_number_too_large: ends the object
'/a' = exists('exists_large');

template exists_large;
'/a' = 99999999999999999999;  # error: system "the number 99999999999999999999 does not fit into 64 bits"

### template_in_a_folder
'/a' = list(exists('exists_folder/x'), exists('exists_folder/y'));

template exists_folder/x;
#> {"a": [true, false]}

### external_path
'/a' = list(exists('exists_other:/x'), exists('exists_other:/y'), exists('exists_none:/x'));

object template exists_other;
'/x' = 1;
#> {"a": [true, false, false]}

### computed
variable P = '/x';
'/x' = 1;
'/a' = exists(P + '/y');
#> {"a": false, "x": 1}

### computed_variable_is_a_variable: not the path in it
variable P = '/nowhere';
'/a' = exists(P);
#> {"a": true}

### no_string
'/a' = exists(1);  # error: syntax "exists() requires one variable reference or string argument"

### no_string_computed
'/a' = exists(length(OBJECT));  # error: evaluation "exists() requires one variable reference or string"

### neither_path_nor_template
'/a' = exists('a b');  # error: evaluation "exists() requires a valid external path, absolute path, or"

### neither_path_nor_template_computed
'/a' = exists(OBJECT + ' b');  # error: evaluation "exists() requires a valid external path, absolute path,"

### null
'/a' = exists(null);  # error: syntax "exists() requires one variable reference or string argument"

### two_arguments
'/a' = exists('/a', '/b');  # error: syntax "exists() requires exactly one argument; 2 given"
