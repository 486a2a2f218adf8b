# to_long(x [, radix]) takes what Java's Long.decode takes, with a radix what Long.parseLong takes.

### strings
'/a' = list(to_long('1'), to_long('-5'), to_long('+7'), to_long('0x1f'), to_long('#ff'), to_long('017'), to_long('-0x10'));
#> {"a": [1, -5, 7, 31, 255, 15, -16]}

### radix
'/a' = list(to_long('ff', 16), to_long('-101', 2), to_long('z', 36), to_long('017', 10));
#> {"a": [255, -5, 35, 17]}

### doubles: rounded half up
'/a' = list(to_long(1.4), to_long(1.5), to_long(-1.5), to_long(2.5), to_long(-0.5));
#> {"a": [1, 2, -1, 3, 0]}

### large_doubles: the nearest long
'/a' = list(to_long(1.0e30), to_long(-1.0e30), to_long(to_double('NaN')));
#> {"a": [9223372036854775807, -9223372036854775808, 0]}

### booleans_and_longs
'/a' = list(to_long(true), to_long(false), to_long(5));
#> {"a": [1, 0, 5]}

### radix_for_a_number: is not looked at
'/a' = to_long(10, 16);
#> {"a": 10}

### blank
'/a' = to_long(' 1');  # error: evaluation "string cannot be converted to long:  1"

### no_number
'/a' = to_long('one');  # error: evaluation "string cannot be converted to long: one"

### empty
'/a' = to_long('');  # error: evaluation "string cannot be converted to long: "

### double_text
'/a' = to_long('1.5');  # error: evaluation "string cannot be converted to long: 1.5"

### octal_with_a_wrong_digit
'/a' = to_long('08');  # error: evaluation "string cannot be converted to long: 08"

### too_large
'/a' = to_long('9223372036854775808');  # error: evaluation "string cannot be converted to long:"

### hexadecimal_with_a_radix
'/a' = to_long('0xff', 16);  # error: evaluation "string cannot be converted to long: 0xff"

### radix_too_large
'/a' = to_long('1', 37);  # error: evaluation "the radix 37 of to_long() is not within 2 and 36"

### radix_not_a_long
'/a' = to_long('1', '10');  # error: evaluation "the radix of to_long() must be a long; found string"

### resource
'/a' = to_long(list());  # error: evaluation "the argument of to_long() must be a property; found list"

### no_arguments
'/a' = to_long();  # error: syntax "to_long() requires one or two arguments; 0 given"
