# * takes numbers only.

### longs
variable A = -6;
'/product' = A * 7;
#> {"product": -42}

### longs_wrap
variable A = 4611686018427387904;
'/wrapped' = list(A * 2, A * 4);
#> {"wrapped": [-9223372036854775808, 0]}

### doubles
variable A = 0.1;
'/product' = A * 3;
#> {"product": 0.30000000000000004}

### negative_zero: a double has one
variable A = 0.0;
'/product' = A * -1;
#> {"product": -0.0}

### overflow_is_infinity
variable A = 1.0e308;
'/product' = list(A * 10, A * -10);
#> {"product": [Infinity, -Infinity]}

### dict_operand
variable A = dict();
'/a' = A * 2;  # error: evaluation "arguments for multiply (*) operation must be longs or doubles; found"
