# splice(x, start, length [, insert]) cuts a part out of a string or list and puts another in its place.

### string
'/a' = list(splice('abcdef', 1, 2), splice('abcdef', 1, 2, 'XYZ'), splice('abcdef', 2, 0, '--'));
#> {"a": ["adef", "aXYZdef", "ab--cdef"]}

### list
'/a' = list(splice(list('a', 'b', 'c'), 0, 1), splice(list('a', 'b', 'c'), 1, 1, list('x', 'y')));
#> {"a": [["b", "c"], ["a", "x", "y", "c"]]}

### negative_start: counts from the end
'/a' = list(splice('abcdef', -2, 1), splice('abcdef', -6, 1));
#> {"a": ["abcdf", "bcdef"]}

### negative_length: leaves so many at the end
'/a' = list(splice('abcdef', 1, -1), splice(list(1, 2, 3), 1, -1));
#> {"a": ["af", [1, 3]]}

### at_the_end
'/a' = splice('abc', 3, 0, 'd');
#> {"a": "abcd"}

### start_after_the_end
'/a' = splice('abc', 4, 0);  # error: evaluation "the start index in splice() is after the end of the string"

### start_before_the_beginning
'/a' = splice('abc', -4, 0);  # error: evaluation "the start index in splice() is before the beginning of"

### length_beyond_the_end
'/a' = splice('abc', 1, 3);  # error: evaluation "the end index in splice() is after the end of the string"

### length_before_the_start
'/a' = splice('abc', 2, -2);  # error: evaluation "the end index in splice() is before the start index"

### new_list: the old one stays
'/a' = { l = list(1, 2, 3); m = splice(l, 0, 1); append(l, 4); list(l, m, OBJECT) };
#> {"a": [[1, 2, 3, 4], [2, 3], "new_list"]}

### global
variable G = list(1, 2);
'/a' = splice(G, 0, 1);
#> {"a": [2]}

### insert_of_another_kind
'/a' = splice('abc', 1, 1, list('x'));  # error: evaluation "the fourth argument of splice() must be of the"

### start_not_a_long
'/a' = splice('abc', '1', 1);  # error: evaluation "the second argument of splice() must be a long; found"

### dict_argument
'/a' = splice(dict('a', 1), 0, 1);  # error: evaluation "the first argument of splice() must be a string or"

### not_ascii: UTF-16 code units
'/a' = splice('a😀b', 1, 2, 'x');
#> {"a": "axb"}

### two_arguments
'/a' = splice('abc', 1);  # error: syntax "splice() requires three or four arguments; 2 given"
