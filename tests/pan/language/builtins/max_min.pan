# max(a, b) and min(a, b) of numbers; of a long and a double they give a double.

### longs
variable A = 3;
'/a' = list(max(A, 5), min(A, 5), max(-1, A), min(-1, A));
#> {"a": [5, 3, 3, -1]}

### doubles
'/a' = list(max(1.5, 2.5), min(1.5, 2.5));
#> {"a": [2.5, 1.5]}

### mixed
'/a' = list(max(1, 0.5), min(1, 2.5));
#> {"a": [1.0, 1.0]}

### not_a_number
'/a' = list(max(1.0, to_double('NaN')), min(to_double('NaN'), 1));
#> {"a": [NaN, NaN]}

### zeros
'/a' = list(max(0.0, -0.0), min(0.0, -0.0));
#> {"a": [0.0, -0.0]}

### strings
'/a' = max('a', 'b');  # error: evaluation "all arguments of max() must be longs or doubles; found string"

### string_and_long
variable A = '1';
'/a' = min(A, 1);  # error: evaluation "all arguments of min() must be longs or doubles; found string and"

### one_argument
'/a' = max(1);  # error: syntax "max() requires exactly two arguments; 1 given"

### three_arguments
'/a' = min(1, 2, 3);  # error: syntax "min() requires exactly two arguments; 3 given"
