# OBJECT:/path is a path in another object.

### value
'/a' = value('external_other:/x/y');

object template external_other;
'/x/y' = 5;
#> {"a": 5}

### root
'/a' = { v = value('external_other:/'); v['x'] };

object template external_other;
'/x' = 5;
#> {"a": 5}

### object_in_a_folder
'/a' = value('external/folder/host:/x');

object template external/folder/host;
'/x' = 5;
#> {"a": 5}

### name_with_dots
'/a' = value('host.example.org:/x');

object template host.example.org;
'/x' = 5;
#> {"a": 5}

### itself
'/x' = 1;
'/a' = value('itself:/x');
#> {"a": 1, "x": 1}

### without_a_slash
'/a' = value('external_other:x/y');

object template external_other;
'/x/y' = 5;
#> {"a": 5}

### braces
'/a' = value('external_other:/{a:b}');

object template external_other;
'/{a:b}' = 5;
#> {"a": 5}

### invalid_object_name
'/a' = value('a b:/x');  # error: evaluation "invalid object name (a b) in path 'a b:/x'"

### no_object_name
'/a' = value(':/x');  # error: evaluation "invalid object name () in path ':/x'"

### ordinary_template
'/a' = value('external_ordinary:/x');  # error: evaluation "external_ordinary does not refer to an object"

template external_ordinary;
'/x' = 1;

### broken_object
'/a' = value('external_broken:/x');

object template external_broken;
'/x' = ;  # error: parse "an empty DML statement has no value; write an expression before this ';'"

### failing_object: the error is that of the other object
'/a' = value('external_failing:/x');

object template external_failing;
'/x' = error('in the other one');  # error: evaluation "[external_failing] user-initiated error: in the"

### first_term_is_an_index
'/a' = value('external_other:/0');  # error: evaluation "the first term in path 'external_other:/0' must be"

object template external_other;
'/x' = 5;

### bind_to_an_external_path
bind 'external_other:/x' = long;  # error: syntax "only absolute paths can be used with bind statements"

### prefix_external
prefix 'external_other:/x';  # error: syntax "the relative prefix (external_other:/x) requires an"
'a' = 1;
