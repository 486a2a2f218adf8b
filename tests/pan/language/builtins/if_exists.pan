# if_exists(template) gives the name of a template that is there, else undef.

### there
'/a' = if_exists('if_exists_part');

template if_exists_part;
#> {"a": "if_exists_part"}

### not_there
'/a' = is_defined(if_exists('if_exists_nothing'));
#> {"a": false}

### in_an_include
include if_exists('if_exists_part');
include if_exists('if_exists_nothing');

template if_exists_part;
'/a' = 'included';
#> {"a": "included"}

### dependencies: what was looked for and not found is one, what was found only if it is included
'/a' = list(is_defined(if_exists('if_exists_part')), is_defined(if_exists('if_exists_nothing')));

template if_exists_part;
#dep> dependencies PAN
#dep> if_exists_nothing ABSENT_SOURCE
#> {"a": [true, false]}

### through_loadpath
variable LOADPATH = list('if_exists_folder');
include if_exists('if_exists_deep');

## if_exists_folder/if_exists_deep.pan
template if_exists_deep;
'/a' = 'deep';
#> {"a": "deep"}

### invalid_name
'/a' = if_exists('a b');  # error: evaluation "invalid template name: a b"

### no_string
'/a' = if_exists(1);  # error: evaluation "the argument of if_exists() is not a string; found long"

### two_arguments
'/a' = if_exists('a', 'b');  # error: syntax "if_exists() requires exactly one argument; 2 given"
