# A path is terms with / between them; a term is a key, or an index if it is a number.

### keys_and_indices
'/a/b/0/c/1' = 'x';
'/a/b/0/c/0' = 'y';
#> {"a": {"b": [{"c": ["y", "x"]}]}}

### trailing_slash
'/a/b/' = 1;
#> {"a": {"b": 1}}

### several_trailing_slashes
'/a/b///' = 1;
#> {"a": {"b": 1}}

### double_slash_within
'/a//b' = 1;  # error: syntax "an empty string cannot be used as a path term or dict key"

### double_slash_at_the_start
'//a' = 1;  # error: syntax "an empty string cannot be used as a path term or dict key"

### first_term_is_an_index
'/0' = 1;  # error: syntax "the first term in path '/0' must be a key, not an index"

### leading_zeros
'/a/01' = 1;  # error: syntax "an index cannot start with leading zeros: '01'"

### negative_zero
'/a/-0' = 1;
#> {"a": [1]}

### negative_index_of_an_empty_list
'/a/-1' = 1;  # error: evaluation "negative index -1 lies before the start of a list with 0 elements"

### index_too_large
'/a/2147483648' = 1;  # error: syntax "index (2,147,483,648) exceeds the largest permitted value"

### key_with_signs
'/a+b/c-d/e.f/_g' = 1;
#> {"a+b": {"c-d": {"e.f": {"_g": 1}}}}

### key_with_a_blank
'/a b' = 1;  # error: syntax "invalid path term or dict key: 'a b'; escape() makes a key of any text"

### key_not_ascii
'/é' = 1;  # error: syntax "invalid path term or dict key: 'é'; escape() makes a key of any text"

### braces_escape
'/a/{b c/d}/e' = 1;
#> {"a": {"b_20c_2fd": {"e": 1}}}

### braces_with_plain_text
'/a/{plain}' = 1;
#> {"a": {"plain": 1}}

### braces_empty
'/a/{}' = 1;
#> {"a": {"_": 1}}

### braces_with_a_number
'/a/{1}' = 1;
#> {"a": {"_31": 1}}

### braces_within_a_term
'/a/x{/}y' = 1;
#> {"a": {"x_2fy": 1}}

### braces_not_closed
'/a/{b' = 1;  # error: syntax "path '/a/{b' contains mismatched or nested braces"

### braces_not_opened
'/a/b}' = 1;  # error: syntax "path '/a/b}' contains mismatched or nested braces"

### braces_nested
'/a/{b{c}d}' = 1;  # error: syntax "path '/a/{b{c}d}' contains mismatched or nested braces"

### braces_not_latin_1
'/a/{☃}' = 1;  # error: syntax "string contains character which cannot be escaped: 2603"

### double_quoted_path
"/a\x2fb" = 1;
#> {"a": {"b": 1}}

### empty_path
'' = 1;  # error: syntax "a relative path must have at least one term"

### dot_is_no_term_of_its_own
'/./a' = 1;  # error: syntax "invalid path term or dict key: '.'; escape() makes a key of any text"

### plus_first
'/+a' = 1;  # error: syntax "invalid path term or dict key: '+a'; escape() makes a key of any text"

### very_long_path
'/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z' = 1;
#> {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": {"j": {"k": {"l": {"m": {"n": {"o": {"p": {"q": {"r": {"s": {"t": {"u": {"v": {"w": {"x": {"y": {"z": 1}}}}}}}}}}}}}}}}}}}}}}}}}}

### colon_in_braces
'/a/{b:c}' = 1;
#> {"a": {"b_3ac": 1}}

### colon: makes it a path in another object
'/a:b' = 1;  # error: syntax "invalid object name (/a) in path '/a:b'"
