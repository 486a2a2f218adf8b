# format(text, ...) fills in values as java.util.Formatter does.

### strings
'/a' = format('%s and %s', OBJECT, 'b');
#> {"a": "strings and b"}

### longs
'/a' = format('%d %5d|%-5d|%05d|%+d|%,d', 1, 2, 3, 4, 5, 1234567);
#> {"a": "1     2|3    |00004|+5|1,234,567"}

### negative_longs
'/a' = format('%d %(d % d', -1, -2, 3);
#> {"a": "-1 (2)  3"}

### hexadecimal_and_octal
'/a' = format('%x %X %o %#x %08x', 255, 255, 8, 255, 255);
#> {"a": "ff FF 10 0xff 000000ff"}

### hexadecimal_of_a_negative: two's complement
'/a' = format('%x', -1);
#> {"a": "ffffffffffffffff"}

### doubles
'/a' = format('%f %.2f %8.3f|%-8.1f|%e %.3e %g', 1.5, 1.005, 3.14159, 2.5, 12345.678, 0.00012, 0.0001);
#> {"a": "1.500000 1.01    3.142|2.5     |1.234568e+04 1.200e-04 0.000100000"}

### doubles_round_half_up_on_their_decimal_text
'/a' = format('%.2f %.0f %.1f %.0f', 2.005, 2.5, 0.25, 0.5);
#> {"a": "2.01 3 0.3 1"}

### hexadecimal_double
'/a' = format('%a', 1.5);
#> {"a": "0x1.8p0"}

### booleans_and_widths
'/a' = format('%b|%8b|%-8s|%8s|%.2s', true, false, 'ab', 'cd', 'efgh');
#> {"a": "true|   false|ab      |      cd|ef"}

### resources_as_text
'/a' = format('%s %s', list(1, 'x'), dict('k', true));
#> {"a": "[ 1, x ] { k, true }"}

### upper_case
'/a' = format('%S %B', 'loud', true);
#> {"a": "LOUD TRUE"}

### positions
'/a' = format('%2$s %1$s %<s', 'a', 'b');
#> {"a": "b a a"}

### percent_and_line_end
'/a' = format('100%%%n', 1);
#> {"a": "100%\n"}

### characters: a long is no character
'/a' = format('%c', 65);  # error: evaluation "invalid format specification or mismatched types in format():"

### hash_code
'/a' = format('%h', 'abc');
#> {"a": "17862"}

### too_many_arguments: are left out
'/a' = format('%s', 'a', 'b');
#> {"a": "a"}

### too_few_arguments
'/a' = format('%s %s', 'a');  # error: evaluation "invalid format specification or mismatched types in"

### string_for_a_long
'/a' = format('%d', 'x');  # error: evaluation "invalid format specification or mismatched types in"

### double_for_a_long
'/a' = format('%d', 1.0);  # error: evaluation "invalid format specification or mismatched types in"

### long_for_a_double
'/a' = format('%f', 1);  # error: evaluation "invalid format specification or mismatched types in format():"

### unknown_conversion
'/a' = format('%q', 1);  # error: evaluation "invalid format specification or mismatched types in format():"

### flags_that_do_not_fit
'/a' = format('%-05d', 1);  # error: evaluation "invalid format specification or mismatched types in"

### width_missing
'/a' = format('%-d', 1);  # error: evaluation "invalid format specification or mismatched types in format():"

### precision_for_a_long
'/a' = format('%.2d', 1);  # error: evaluation "invalid format specification or mismatched types in"

### undef_argument
'/a' = format('%s', undef);  # error: evaluation "all arguments of format() must have a value; found undef"

### null_argument
'/a' = format('%s', null);  # error: evaluation "all arguments of format() must have a value; found null"

### no_string
'/a' = format(1);  # error: evaluation "the first argument of format() must be a string; found long"

### no_arguments
'/a' = format();  # error: syntax "format() requires at least one argument; 0 given"

### no_values: the text is still a format
'/a' = format('100%');  # error: evaluation "invalid format specification or mismatched types in format():"

### infinity_and_nan
'/a' = format('%f %f %s', to_double('Infinity'), to_double('NaN'), to_double('-Infinity'));
#> {"a": "Infinity NaN -Infinity"}
