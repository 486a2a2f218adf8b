# Longs are decimal, hexadecimal (0x) or octal (0), within 64 bits.

### decimal
'/a' = list(0, 1, 42, 9223372036854775807);
#> {"a": [0, 1, 42, 9223372036854775807]}

### hexadecimal
'/a' = list(0x0, 0xff, 0XFF, 0xdeadBEEF, 0x7fffffffffffffff);
#> {"a": [0, 255, 255, 3735928559, 9223372036854775807]}

### octal
'/a' = list(00, 07, 010, 0777);
#> {"a": [0, 7, 8, 511]}

### octal_with_a_wrong_digit: two tokens, 0 and 8
'/a' = 08;  # error: parse "unexpected '8'; expected ';'"

### number_and_letters: two tokens
'/a' = 12ab;  # error: parse "unexpected 'ab'; expected ';'"

### hexadecimal_without_digits
'/a' = 0x;  # error: parse "unexpected 'x'; expected ';'"

### too_large: found when the number is read, not by the grammar
'/a' = 9223372036854775808;  # error: system "the number 9223372036854775808 does not fit into 64 bits"

### hexadecimal_too_large
'/a' = 0xffffffffffffffff;  # error: system "the number 0xffffffffffffffff does not fit into 64 bits"

### the_least_long_cannot_be_written: the minus is an operator
'/a' = -9223372036854775808;  # error: system "the number 9223372036854775808 does not fit into 64 bits"
