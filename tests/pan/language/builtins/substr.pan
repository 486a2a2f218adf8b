# substr(s, start [, length]) gives a part of a string.

### start
'/a' = list(substr('abcdef', 2), substr('abcdef', 0), substr('abcdef', 6));
#> {"a": ["cdef", "abcdef", ""]}

### length
'/a' = list(substr('abcdef', 2, 3), substr('abcdef', 0, 0), substr('abcdef', 0, 6));
#> {"a": ["cde", "", "abcdef"]}

### negative_start
'/a' = list(substr('abcdef', -2), substr('abcdef', -6, 2));
#> {"a": ["ef", "ab"]}

### negative_length: leaves so many at the end
'/a' = substr('abcdef', 1, -2);
#> {"a": "bcd"}

### start_after_the_end
'/a' = substr('abc', 4);  # error: evaluation "the start index in substr() is greater than the string's"

### start_before_the_beginning
'/a' = substr('abc', -4);  # error: evaluation "the start index in substr() is less than zero"

### end_after_the_end
'/a' = substr('abc', 1, 3);  # error: evaluation "the end index in substr() is greater than the string's"

### end_before_the_start
'/a' = substr('abc', 2, -2);  # error: evaluation "the start index is after the end index in substr()"

### end_before_the_beginning
'/a' = substr('abc', 1, -4);  # error: evaluation "the end index in substr() is less than zero"

### not_ascii: UTF-16 code units, so a half of a pair is a character of its own
'/a' = list(substr('a😀b', 3), substr('éb', 1), length(substr('😀', 1)));
#> {"a": ["b", "b", 1]}

### start_not_a_long
'/a' = substr('abc', '1');  # error: evaluation "the second argument of substr() must be a long; found string"

### text_not_a_string
'/a' = substr(123, 1);  # error: evaluation "the first argument of substr() must be a string; found long"

### one_argument
'/a' = substr('abc');  # error: syntax "substr() requires two or three arguments; 1 given"
