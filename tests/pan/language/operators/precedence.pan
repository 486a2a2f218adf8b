# Lowest to highest: = || && | ^ & == < + * unary. All but = group to the left.

### multiplication_before_addition
variable A = 2;
'/a' = A + 3 * 4;
'/b' = (A + 3) * 4;
#> {"a": 14, "b": 20}

### left_to_right
variable A = 100;
'/minus' = A - 10 - 5;
'/divide' = A / 5 * 2;
'/modulus' = A % 30 * 2;
#> {"divide": 40, "minus": 85, "modulus": 20}

### and_before_or
variable T = true;
'/a' = T || T && false;
'/b' = (T || T) && false;
#> {"a": true, "b": false}

### comparison_before_bits: unlike arithmetic, so this compares first and then finds a boolean
variable A = 3;
'/a' = 6 & A == 3;  # error: evaluation "arguments for bit-and (&) operation must be long values; found long"

### bits_with_parentheses
variable A = 3;
'/a' = (6 & A) == 2;
#> {"a": true}

### bit_order: and before xor before or
variable A = 1;
'/a' = A | 6 ^ 3 & 2;
#> {"a": 5}

### equality_after_ordering: compares the two booleans
variable A = 3;
'/a' = A < 4 == A > 2;
#> {"a": true}

### unary_before_multiplication
variable A = 3;
'/a' = -A * -2;
#> {"a": 6}

### assignment_to_the_right
'/a' = { x = y = 3; x + y };
#> {"a": 6}

### assignment_is_lowest
'/a' = { x = 1 + 2 == 3; x };
#> {"a": true}

### if_is_no_operand: without parentheses
'/a' = 1 + if (true) 1 else 2;  # error: parse "unexpected 'if'; expected an expression"

### if_in_parentheses_is_an_operand
variable A = 1;
'/a' = A + (if (A == 1) 10 else 20) * 2;
#> {"a": 21}
