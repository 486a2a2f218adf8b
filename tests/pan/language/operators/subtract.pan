# - takes numbers only; a double on either side makes a double.

### longs
variable A = 2;
'/difference' = A - 5;
#> {"difference": -3}

### longs_wrap
variable LEAST = -9223372036854775807 - 1;
'/wrapped' = LEAST - 1;
#> {"wrapped": 9223372036854775807}

### doubles
variable A = 1.5;
'/both' = A - 0.25;
'/right' = 2 - A;
'/left' = A - 1;
#> {"both": 1.25, "left": 0.5, "right": 0.5}

### strings
variable A = 'ab';
'/a' = A - 'b';  # error: evaluation "arguments for subtract (-) operation must be longs or doubles; found"
