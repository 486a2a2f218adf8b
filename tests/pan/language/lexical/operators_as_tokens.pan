# Tokens are the longest that match.

### no_increment
'/a' = { x = 1; x++; x };  # error: parse "unexpected ';'; expected an expression"

### no_arrow_operators
'/a' = 1 >> 2;  # error: parse "unexpected '>'; expected an expression"

### no_power_operator
'/a' = 2 ** 3;  # error: parse "unexpected '*'; expected an expression"

### conditional_equals_is_one_token
'/a' ? = 1;  # error: parse "unexpected '?'; expected '=' or '?='"

### no_ternary
'/a' = true ? 1 : 2;  # error: parse "unexpected '?'; expected ';'"

### stray_character
'/a' = $x;  # error: parse "unexpected '$'; expected an expression"

### stray_backslash
'/a' = \ 1;  # error: parse "unexpected '\'; expected an expression"
