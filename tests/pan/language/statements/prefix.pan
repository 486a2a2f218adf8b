# prefix 'path'; goes before the relative paths of the assignments that follow in the same file.

### absolute
prefix '/a/b';
'c' = 1;
'd' = 2;
#> {"a": {"b": {"c": 1, "d": 2}}}

### absolute_paths_stay
prefix '/a';
'b' = 1;
'/c' = 2;
#> {"a": {"b": 1}, "c": 2}

### relative_goes_below_the_last_absolute_one
prefix '/a';
'x' = 0;
prefix 'b';
'x' = 1;
prefix 'c';
'x' = 2;
#> {"a": {"b": {"x": 1}, "c": {"x": 2}, "x": 0}}

### relative_without_an_absolute_one
prefix 'a';  # error: syntax "the relative prefix (a) requires an absolute prefix before it"

### empty_ends_it
prefix '/a';
'b' = 1;
prefix '';
'c' = 2;  # error: syntax "ordinary, object, and unique templates can only contain assignments to"

### first_term_may_be_a_number
prefix '/l';
'0' = 'a';
'1' = 'b';
#> {"l": ["a", "b"]}

### number_first_without_prefix
'0' = 1;  # error: syntax "the first term in path '0' must be a key, not an index"

### not_in_included_templates
prefix '/a';
include 'prefix_included';

template prefix_included;
'b' = 1;  # error: syntax "ordinary, object, and unique templates can only contain assignments to"

### bind_is_not_touched
prefix '/a';
bind 'b' = long;  # error: syntax "only absolute paths can be used with bind statements (b)"

### bind_with_an_absolute_path
prefix '/a';
bind '/a/b' = long;
'b' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### value_and_exists_are_not_touched
prefix '/a';
'b' = 1;
'c' = exists('/b');
#> {"a": {"b": 1, "c": false}}

### self
prefix '/a';
'b' = 1;
'b' = SELF + 1;
#> {"a": {"b": 2}}

### root
prefix '/';
'a' = 1;
#> {"a": 1}

### in_a_structure_template
'/x' = create('prefix_structure');

structure template prefix_structure;
prefix 'a';  # error: syntax "the relative prefix (a) requires an absolute prefix before it"
'b' = 1;

### invalid_path
prefix '/a//b';  # error: syntax "an empty string cannot be used as a path term or dict key"

### no_expression
prefix '/a' + '/b';  # error: parse "unexpected '+'; expected ';'"

### conditional_and_final
prefix '/a';
'b' ?= 1;
final 'b' = 2;
'b' = 3;  # error: evaluation "/a/b cannot be modified; /a/b is marked as final"
