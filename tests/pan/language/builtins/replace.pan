# replace(regex, replacement, s) replaces all finds, as Java's replaceAll.

### text
'/a' = replace('o', '0', 'foo boo');
#> {"a": "f00 b00"}

### groups
'/a' = replace('(\w+)@(\w+)', '$2 at $1', 'me@home');
#> {"a": "home at me"}

### named_groups
'/a' = replace('(?<user>\w+)@', '${user} at ', 'me@home');
#> {"a": "me at home"}

### escapes_in_the_replacement
'/a' = replace('x', '\$1\\', 'axb');
#> {"a": "a$1\\b"}

### nothing_found
'/a' = replace('x', 'y', OBJECT);
#> {"a": "nothing_found"}

### empty_finds
'/a' = replace('x*', '-', 'abxc');
#> {"a": "-a-b--c-"}

### line_start_and_end
'/a' = replace('^', '> ', "a\nb");
#> {"a": "> a\nb"}

### unknown_group
# deviates: java-exceptions
'/a' = replace('(a)', '$2', 'abc');  # error: evaluation "invalid replacement string; check '$' and '\'"

### dollar_at_the_end
'/a' = replace('a', '$', 'abc');  # error: evaluation "invalid replacement string; check '$' and '\'"

### backslash_at_the_end
'/a' = replace('a', '\', 'abc');  # error: evaluation "invalid replacement string; check '$' and '\'"

### invalid_expression
'/a' = replace('(', 'x', 'abc');  # error: evaluation "invalid regular expression: Unclosed group near index"

### expression_not_a_string
'/a' = replace(1, 'x', 'abc');  # error: evaluation "the first argument of replace() must be a regular"

### replacement_not_a_string
'/a' = replace('a', 1, 'abc');  # error: evaluation "the second argument of replace() must be a string;"

### text_not_a_string
'/a' = replace('a', 'b', 1);  # error: evaluation "the third argument of replace() must be a string; found"

### two_arguments
'/a' = replace('a', 'b');  # error: syntax "replace() requires exactly three arguments; 2 given"
