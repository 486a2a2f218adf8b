# create(template, key, value, ...) runs a structure template and puts the pairs over what it makes.

### template
'/a' = create('create_plain');

structure template create_plain;
'x' = 1;
'y/z' = 'deep';
#> {"a": {"x": 1, "y": {"z": "deep"}}}

### with_pairs
'/a' = create('create_pairs', 'x', 5, 'new', list(1));

structure template create_pairs;
'x' = 1;
'y' = 2;
#> {"a": {"new": [1], "x": 5, "y": 2}}

### pair_null_removes
'/a' = create('create_null', 'x', null);

structure template create_null;
'x' = 1;
'y' = 2;
#> {"a": {"y": 2}}

### pair_undef_stays
'/a' = { x = create('create_undef', 'x', undef); list(exists(x['x']), is_defined(x['x'])) };

structure template create_undef;
'x' = 1;
#> {"a": [true, false]}

### pair_of_another_kind
'/a' = create('create_kind', 'x', 'text');  # error: evaluation "an element of type long cannot be replaced"

structure template create_kind;
'x' = 1;

### undef_in_the_template_takes_any_kind
'/a' = create('create_any', 'x', 'text');

structure template create_any;
'x' = undef;
#> {"a": {"x": "text"}}

### twice: two separate dicts
'/a' = create('create_twice');
'/b' = create('create_twice', 'x', 2);

structure template create_twice;
'x' = 1;
#> {"a": {"x": 1}, "b": {"x": 2}}

### self_within: is that of the relative path
'/a' = create('create_self');

structure template create_self;
'x' = 1;
'x' = SELF + 1;
#> {"a": {"x": 2}}

### self_after: is the caller's again
'/a' = 5;
'/a' = { x = create('create_self_after'); SELF + x['x'] };

structure template create_self_after;
'x' = 1;
#> {"a": 6}

### globals_are_seen
variable SIZE = 7;
'/a' = create('create_globals');

structure template create_globals;
'x' = SIZE;
#> {"a": {"x": 7}}

### locals_are_not
'/a' = { size = 7; create('create_locals') };

structure template create_locals;
'x' = size;  # error: evaluation "variable named 'size' is undefined"

### nested
'/a' = create('create_outer');

structure template create_outer;
'inner' = create('create_inner', 'y', 2);

structure template create_inner;
'x' = 1;
#> {"a": {"inner": {"x": 1, "y": 2}}}

### include_in_a_structure_template
'/a' = create('create_including');

structure template create_including;
include 'create_included';
'y' = 2;

structure template create_included;
'x' = 1;
#> {"a": {"x": 1, "y": 2}}

### absolute_value_within
'/base' = 10;
'/a' = create('create_value');

structure template create_value;
'x' = value('/base') + 1;
#> {"a": {"x": 11}, "base": 10}

### no_structure_template
'/a' = create('create_ordinary');  # error: evaluation "the first argument of create() must be the name of a"

template create_ordinary;
'/x' = 1;

### object_template
'/a' = create('object_template');  # error: evaluation "the first argument of create() must be the name of a"

### missing_template
'/a' = create('create_missing');  # error: evaluation "cannot locate template named 'create_missing'"

### name_not_a_string
'/a' = create(1);  # error: evaluation "the first argument of create() must be a string; found long"

### even_number_of_arguments
'/a' = create('create_even', 'x');  # error: syntax "create() requires an odd number of arguments: a"

### no_arguments
'/a' = create();  # error: syntax "create() requires an odd number of arguments: a template, then keys"

### key_not_a_string
'/a' = create('create_key', 1, 2);  # error: evaluation "key arguments of create() must be strings; argument"

structure template create_key;
'x' = 1;

### key_that_is_an_index
'/a' = create('create_index', '1', 2);  # error: evaluation "invalid key (1) for create()"

structure template create_index;
'x' = 1;

### key_that_is_a_path: is refused, pairs set one level only
'/a' = create('create_path', 'x/y', 2);  # error: evaluation "invalid path term or dict key: 'x/y'; escape()"

structure template create_path;
'x' = 1;

### result_may_be_changed
'/a' = { x = create('create_changed'); x['y'] = 2; x };

structure template create_changed;
'x' = 1;
#> {"a": {"x": 1, "y": 2}}

### computed_name
variable KIND = 'disk';
'/a' = create('create_' + KIND);

structure template create_disk;
'size' = 10;
#> {"a": {"size": 10}}
