# deprecated(level, text) prints the text when warnings are on, and refuses when they are fatal; it gives true.

### on: is the default
'/a' = { x = deprecated(1, 'old'); list(x, OBJECT) };
#stderr> old
#> {"a": [true, "on"]}

### off
# options: --warnings off
'/a' = { x = deprecated(1, 'old'); list(x, OBJECT) };
#> {"a": [true, "off"]}

### fatal
# options: --warnings fatal
'/a' = { deprecated(1, 'old'); OBJECT };  # error: evaluation "deprecation error: old"

### fatal_in_a_function: says so at the call of deprecated()
# options: --warnings fatal
function old_way = {
    deprecated(0, 'old_way() is old');  # error: evaluation "deprecation error: old_way() is old"
    ARGV[0];
};
'/a' = old_way(OBJECT);

### in_a_block_that_is_otherwise_constant: never prints, whatever its arguments are
# options: --warnings fatal
'/a' = deprecated(1, OBJECT + ' is old');
'/b' = { deprecated(UNDEFINED_VARIABLE, error_if_called()); 5 };
#> {"a": true, "b": 5}

### negative_level
'/a' = deprecated(-1, 'old');  # error: syntax "the first argument of deprecated() must be a"

### negative_level_computed
variable LEVEL = -1;
'/a' = { deprecated(LEVEL, 'old'); OBJECT };  # error: evaluation "the first argument of deprecated() must"

### level_not_a_long
'/a' = deprecated('1', 'old');  # error: syntax "the first argument of deprecated() must be a"

### level_not_a_long_computed
variable LEVEL = 'high';
'/a' = { deprecated(LEVEL, 'old'); OBJECT };  # error: evaluation "the first argument of deprecated() must"

### text_not_a_string
'/a' = deprecated(1, 2);  # error: syntax "the second argument of deprecated() must be a string"

### text_not_a_string_computed
variable TEXT = list();
'/a' = { deprecated(1, TEXT); OBJECT };  # error: evaluation "the second argument of deprecated() must be a"

### one_argument
'/a' = deprecated('old');  # error: syntax "deprecated() requires exactly two arguments; 1 given"
