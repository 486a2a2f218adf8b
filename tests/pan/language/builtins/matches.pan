# matches(s, regex [, flags]) gives the groups of the first find, group 0 first; an empty list without one.

### groups
'/a' = matches('eth0:1', '^(\w+):(\d+)$');
#> {"a": ["eth0:1", "eth0", "1"]}

### no_match
'/a' = matches(OBJECT, 'x');
#> {"a": []}

### first_find_only
'/a' = matches('a1 b2', '([a-z])(\d)');
#> {"a": ["a1", "a", "1"]}

### group_that_took_no_part: is empty in the middle, and missing at the end
'/a' = list(matches('b', '(a)?(b)'), matches('a', '(a)(b)?'));
#> {"a": [["b", "", "b"], ["a", "a"]]}

### empty_group
'/a' = matches('b', '(a*)(b)');
#> {"a": ["b", "", "b"]}

### flags
'/a' = matches('ABC', '(b)', 'i');
#> {"a": ["B", "B"]}

### nested_groups
'/a' = matches('192.168.1.1', '((\d+)\.(\d+))\.');
#> {"a": ["192.168.", "192.168", "192", "168"]}

### in_a_condition
'/a' = { m = matches(OBJECT, '^(\w)_(\w+)$'); if (length(m) == 3) m[2] else 'no' };
#> {"a": "no"}

### text_not_a_string
'/a' = matches(list(), 'a');  # error: evaluation "all arguments of matches() must be strings; found list"

### invalid_expression
'/a' = matches('a', '[');  # error: syntax "invalid regular expression: Unclosed character class near"
