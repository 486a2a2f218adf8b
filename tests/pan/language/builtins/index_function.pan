# index(what, where [, start]) looks for an element in a list or dict, or for a string in a string.

### string_in_a_string
'/a' = list(index('b', 'abcb'), index('b', 'abcb', 2), index('z', 'abc'), index('abc', 'abc'));
#> {"a": [1, 3, -1, 0]}

### empty_string: is found at the start
'/a' = list(index('', 'abc'), index('', 'abc', 2), index('', 'abc', 9), index('', ''));
#> {"a": [0, 2, 3, 0]}

### negative_start: counts as 0
'/a' = index('a', 'abca', -2);
#> {"a": 0}

### start_after_the_end
'/a' = index('a', 'abca', 10);
#> {"a": -1}

### not_ascii: positions are UTF-16 code units
'/a' = list(index('x', '😀x'), index('x', 'éx'));
#> {"a": [2, 1]}

### in_a_list
'/a' = list(index('b', list('a', 'b', 'c', 'b')), index('b', list('a', 'b', 'c', 'b'), 2), index('z', list('a')));
#> {"a": [1, 3, -1]}

### in_a_list_without_conversion: 1 and 1.0 are two values
'/a' = list(index(1.0, list(1, 1.0)), index('1', list(1)), index(true, list('true', true)));
#> {"a": [1, -1, 1]}

### list_in_a_list
'/a' = list(index(list(1), list(list(2), list(1))), index(dict('a', 1), list(dict('a', 1))));
#> {"a": [1, 0]}

### resource_in_a_global: a protected resource compares as if it were empty
variable G = list(list(1), list());
'/a' = list(index(list(1), G), index(list(), G));
#> {"a": [-1, 0]}

### in_a_dict
'/a' = list(index(2, dict('a', 1, 'b', 2, 'c', 2)), index(9, dict('a', 1)));
#> {"a": ["b", ""]}

### in_a_dict_with_start: so many finds are skipped
'/a' = list(index(2, dict('a', 2, 'b', 2, 'c', 2), 1), index(2, dict('a', 2), 1));
#> {"a": ["b", ""]}

### long_in_a_string
'/a' = index(1, '123');  # error: evaluation "index() looks for an element in a list or dict, or for a"

### in_a_long
'/a' = index(1, 123);  # error: evaluation "index() looks for an element in a list or dict, or for a string"

### start_not_a_long
'/a' = index('a', 'abc', 1.0);  # error: evaluation "the third argument of index() must be a long; found"

### undef_in_a_list
'/a' = index(undef, list(1, undef));
#> {"a": 1}

### one_argument
'/a' = index('a');  # error: syntax "index() requires two or three arguments; 1 given"

### four_arguments
'/a' = index('a', 'b', 1, 2);  # error: syntax "index() requires two or three arguments; 4 given"
