# < <= > >= order numbers, and strings by their UTF-16 code units.

### longs
variable A = 3;
'/less' = list(A < 3, A <= 3, A > 3, A >= 3, A < 4, A > -4);
#> {"less": [false, true, false, true, true, true]}

### long_and_double
variable A = 3;
'/less' = list(A < 3.5, 2.5 > A);
#> {"less": [true, false]}

### strings
variable A = 'b';
'/less' = list(A < 'c', A < 'ba', A > 'B', A > '', A >= 'b');
#> {"less": [true, true, true, true, true]}

### strings_by_code_units: U+1F600 is two units that come before U+FF5E
variable SMILE = '😀';
'/less' = SMILE < '～';
#> {"less": true}

### not_a_number
variable NAN = to_double('NaN');
'/all_false' = list(NAN < 1.0, NAN > 1.0, NAN <= 1.0, NAN >= 1.0);
#> {"all_false": [false, false, false, false]}

### booleans_have_no_order
variable A = true;
'/a' = A < false;  # error: evaluation "mismatched arguments for less-than (<) operation: boolean and boolean"

### string_and_long
variable A = 'a';
'/a' = A >= 1;  # error: evaluation "mismatched arguments for greater-than-equal (>=) operation: string and"

### undef
variable A = undef;
'/a' = A < 1;  # error: evaluation "arguments for less-than (<) operation must be longs, doubles, or"
