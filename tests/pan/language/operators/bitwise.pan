# & | ^ ~ work on the 64 bits of longs.

### and_or_xor
variable A = 12;
'/and' = A & 10;
'/or' = A | 10;
'/xor' = A ^ 10;
#> {"and": 8, "or": 14, "xor": 6}

### not
variable A = 5;
'/not' = list(~A, ~(-1), ~0);
#> {"not": [-6, 0, -1]}

### negative_numbers
variable A = -1;
'/and' = A & 255;
'/xor' = A ^ 9223372036854775807;
#> {"and": 255, "xor": -9223372036854775808}

### double_operand
variable A = 1.0;
'/a' = A & 1;  # error: evaluation "arguments for bit-and (&) operation must be long values; found double"

### boolean_operand: no booleans, unlike in Java
variable A = true;
'/a' = A | false;  # error: evaluation "arguments for bit-or (|) operation must be long values; found"

### not_of_a_string
variable A = '1';
'/a' = ~A;  # error: evaluation "argument for bit-not (~) operation must be a long value; found string"
