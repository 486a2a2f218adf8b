# % takes longs only; the result has the sign of the dividend.

### signs
variable A = 7;
'/rests' = list(A % 3, -A % 3, A % -3, -A % -3);
#> {"rests": [1, -1, 1, -1]}

### least_long
variable LEAST = -9223372036854775807 - 1;
'/rest' = LEAST % -1;
#> {"rest": 0}

### zero_divisor
variable ZERO = 0;
'/a' = 7 % ZERO;  # error: evaluation "the second argument of the modulus (%) operation is zero"

### double_operand
variable A = 7.0;
'/a' = A % 2;  # error: evaluation "arguments for modulus (%) operation must be long values; found double"
