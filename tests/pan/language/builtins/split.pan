# split(regex [, limit], s) cuts a string at all finds, as Java's split.

### words
'/a' = split('\s+', 'one two  three');
#> {"a": ["one", "two", "three"]}

### trailing_empty_parts_are_dropped
'/a' = split(',', 'a,,b,,');
#> {"a": ["a", "", "b"]}

### leading_empty_parts_stay
'/a' = split(',', ',a');
#> {"a": ["", "a"]}

### limit
'/a' = list(split(',', 2, 'a,b,c'), split(',', 1, 'a,b'), split(',', 9, 'a,b,,'));
#> {"a": [["a", "b,c"], ["a,b"], ["a", "b", "", ""]]}

### negative_limit: keeps trailing empty parts
'/a' = split(',', -1, 'a,b,,');
#> {"a": ["a", "b", "", ""]}

### zero_limit
'/a' = split(',', 0, 'a,b,,');
#> {"a": ["a", "b"]}

### nothing_found
'/a' = split(',', OBJECT);
#> {"a": ["nothing_found"]}

### empty_text
'/a' = split(',', '');
#> {"a": [""]}

### empty_expression: every character
'/a' = split('', 'abc');
#> {"a": ["a", "b", "c"]}

### empty_find_at_the_start: gives no empty part
'/a' = split('(?=b)|(?=a)', 'abc');
#> {"a": ["a", "bc"]}

### special_characters
'/a' = list(split('\.', '10.0.0.1'), split('.', '10.0'));
#> {"a": [["10", "0", "0", "1"], []]}

### limit_not_a_long
'/a' = split(',', '2', 'a,b');  # error: evaluation "the second argument of split() must be a long; found"

### text_not_a_string
'/a' = split(',', 1);  # error: evaluation "the last argument of split() must be a string; found long"

### expression_not_a_string
'/a' = split(1, 'a');  # error: evaluation "the first argument of split() must be a regular expression"

### invalid_expression
'/a' = split('[', 'a');  # error: evaluation "invalid regular expression: Unclosed character class near"

### one_argument
'/a' = split(',');  # error: syntax "split() requires two or three arguments; 1 given"
