# / truncates towards zero for two longs; a zero divisor is always an error.

### longs_truncate
variable A = 7;
'/quotients' = list(A / 2, -A / 2, A / -2, -A / -2);
#> {"quotients": [3, -3, -3, 3]}

### longs_wrap: the least long divided by -1
variable LEAST = -9223372036854775807 - 1;
'/wrapped' = LEAST / -1;
#> {"wrapped": -9223372036854775808}

### doubles
variable A = 7.0;
'/quotients' = list(A / 2, 7 / A, 1.0 / 3);
#> {"quotients": [3.5, 1.0, 0.3333333333333333]}

### long_by_zero
variable ZERO = 0;
'/a' = 1 / ZERO;  # error: evaluation "division by zero"

### double_by_zero: no infinity, unlike in Java
variable ZERO = 0.0;
'/a' = 1.0 / ZERO;  # error: evaluation "division by zero"

### negative_zero_divisor
variable ZERO = -0.0;
'/a' = 1 / ZERO;  # error: evaluation "division by zero"

### string_operand
variable A = '8';
'/a' = A / 2;  # error: evaluation "arguments for divide (/) operation must be longs or doubles; found"
