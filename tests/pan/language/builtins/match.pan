# match(s, regex [, flags]) finds a Java regular expression anywhere in a string.

### found
'/a' = list(match(OBJECT, 'ou'), match(OBJECT, '^ou'), match(OBJECT, '^f.*d$'), match(OBJECT, 'x'));
#> {"a": [true, false, true, false]}

### constant
'/a' = match('abc', 'b');
#> {"a": true}

### classes
'/a' = list(match('a1', '^[a-z]\d$'), match('é', '^\w$'), match('_', '\w'), match(' ', '\s'));
#> {"a": [true, false, true, true]}

### alternatives_and_groups
'/a' = list(match('10.0.0.1', '^(\d+\.){3}\d+$'), match('eth0', '^(eth|en)\d+$'));
#> {"a": [true, true]}

### dollar_before_a_last_line_end
'/a' = list(match("a\n", 'a$'), match("a\n\n", 'a$'), match("a\n", 'a\z'));
#> {"a": [true, false, false]}

### flags
'/a' = list(match('ABC', 'b', 'i'), match("a\nb", 'a.b', 's'), match("a\nb", '^b', 'm'), match('ab', 'a b # x', 'x'));
#> {"a": [true, true, true, true]}

### two_flags
'/a' = match("A\nB", 'a.b', 'is');
#> {"a": true}

### unicode_case: i is for ASCII unless u is given
'/a' = list(match('É', 'é', 'i'), match('É', 'é', 'iu'));
#> {"a": [false, true]}

### posix_class
'/a' = list(match('A', '\p{Upper}'), match('é', '\p{Alpha}'), match('é', '\p{L}'));
#> {"a": [true, false, true]}

### possessive
'/a' = match('aaa', 'a++a');
#> {"a": false}

### lookbehind
'/a' = list(match('ab', '(?<=a)b'), match('cb', '(?<=a)b'));
#> {"a": [true, false]}

### class_intersection
'/a' = list(match('c', '[a-z&&[^c]]'), match('d', '[a-z&&[^c]]'));
#> {"a": [false, true]}

### named_group_and_back_reference
'/a' = match('abab', '(?<x>ab)\k<x>');
#> {"a": true}

### unknown_flag
'/a' = match('a', 'b', 'q');  # error: syntax "invalid matching flag for regular expression: q; the"

### invalid_expression
'/a' = match('a', '(');  # error: syntax "invalid regular expression: Unclosed group near index 1"

### invalid_expression_computed
variable R = '(';
'/a' = match('a', R);  # error: evaluation "invalid regular expression: Unclosed group near index 1"

### text_not_a_string
'/a' = match(1, 'a');  # error: syntax "all arguments of match() must be strings; found long"

### text_not_a_string_computed
variable A = 1;
'/a' = match(A, 'a');  # error: evaluation "all arguments of match() must be strings; found long"

### one_argument
'/a' = match('a');  # error: syntax "match() requires two or three arguments; 1 given"
