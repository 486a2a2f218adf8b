# Identifiers are ASCII letters, digits and _, and do not begin with a digit.

### identifiers
variable _ = 1;
variable A1_b = 2;
variable aVeryLongNameWithManyLetters_0123456789 = 3;
'/a' = _ + A1_b + aVeryLongNameWithManyLetters_0123456789;
#> {"a": 6}

### case_matters
variable A = 1;
variable a = 2;
'/a' = list(A, a);
#> {"a": [1, 2]}

### identifier_with_a_digit_first
variable 1a = 1;  # error: parse "unexpected '1'; expected the variable's name"

### identifier_with_a_hyphen
variable a-b = 1;  # error: parse "unexpected '-'; expected '=' or '?='"

### identifier_not_ascii
variable é = 1;  # error: parse "unexpected 'é'; expected the variable's name"

### reserved_word_as_a_variable
variable include = 1;  # error: parse "unexpected 'include'; expected the variable's name"

### reserved_word_as_a_local_variable
'/a' = { type = 1; type };  # error: parse "unexpected 'type'; expected an expression"

### reserved_word_as_a_function
function bind = 1;  # error: parse "unexpected 'bind'; expected the function's name"

### define_and_descro_are_ordinary_names: they were reserved once
variable define = 1;
variable descro = 2;
'/a' = define + descro;
#> {"a": 3}

### automatic_names_are_no_reserved_words
'/a' = { list = 1; length = 2; list + length };
#> {"a": 3}
