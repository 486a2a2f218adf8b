# == and != compare numbers with numbers, strings with strings, booleans with booleans; anything else is an error.

### longs
variable A = 3;
'/equal' = list(A == 3, A == 4, A != 3, A != 4);
#> {"equal": [true, false, false, true]}

### long_and_double
variable A = 3;
'/equal' = list(A == 3.0, A != 3.5);
#> {"equal": [true, true]}

### big_longs_are_compared_as_doubles: so these two are equal
variable A = 9007199254740993;
'/equal' = A == 9007199254740992;
#> {"equal": true}

### strings
variable A = 'a';
'/equal' = list(A == 'a', A == 'A', A != 'b', '' == A);
#> {"equal": [true, false, true, false]}

### booleans
variable A = true;
'/equal' = list(A == true, A == false, A != false);
#> {"equal": [true, false, true]}

### not_a_number_is_not_equal_to_itself
variable NAN = to_double('NaN');
'/equal' = list(NAN == NAN, NAN != NAN);
#> {"equal": [false, true]}

### zeros_are_equal
variable ZERO = -0.0;
'/equal' = ZERO == 0.0;
#> {"equal": true}

### string_and_long
variable A = '1';
'/a' = A == 1;  # error: evaluation "mismatched arguments for equal (==) operation: string and long"

### boolean_and_string
variable A = true;
'/a' = A != 'true';  # error: evaluation "mismatched arguments for not-equal (!=) operation: boolean and"

### undef
variable A = undef;
'/a' = A == undef;  # error: evaluation "arguments for equal (==) operation must be longs, doubles, strings,"

### null_operand
function nothing = null;
'/a' = nothing() == 1;  # error: evaluation "arguments for equal (==) operation must be longs, doubles,"

### lists_cannot_be_compared
variable A = list();
'/a' = A == list();  # error: evaluation "arguments for equal (==) operation must be longs, doubles,"
