# path_exists(path) asks for an element at an absolute or external path.

### absolute
'/x/y' = 1;
'/a' = list(path_exists('/x'), path_exists('/x/y'), path_exists('/x/z'), path_exists('/q/r'));
#> {"a": [true, true, false, false], "x": {"y": 1}}

### undef_exists
'/x' = undef;
'/a' = path_exists('/x');
'/x' = 1;
#> {"a": true, "x": 1}

### external
'/a' = list(path_exists('path_exists_other:/x'), path_exists('path_exists_other:/y'), path_exists('nowhere:/x'));

object template path_exists_other;
'/x' = 1;
#> {"a": [true, false, false]}

### relative
'/a' = path_exists('x');  # error: syntax "path_exists() does not take a relative path ('x')"

### relative_computed
'/a' = path_exists(OBJECT);  # error: evaluation "path_exists() does not take a relative path"

### not_a_path
# deviates: java-exceptions
'/a' = path_exists('/a b');  # error: evaluation "invalid path term or dict key: 'a b'; escape() makes a key"

### not_a_path_computed
'/a' = path_exists('/' + OBJECT + ' b');  # error: evaluation "invalid path term or dict key:"

### through_a_property
'/x' = 1;
'/a' = path_exists('/x/y');
#> {"a": false, "x": 1}

### key_on_a_list
'/x' = list(1);
'/a' = path_exists('/x/y');  # error: evaluation "cannot look up term 'y' in an element of type 'list',"

### no_string
'/a' = path_exists(1);  # error: syntax "path_exists() requires exactly one string argument"

### two_arguments
'/a' = path_exists('/a', '/b');  # error: syntax "path_exists() requires exactly one argument; 2 given"
