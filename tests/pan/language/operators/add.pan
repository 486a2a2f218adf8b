# + adds numbers and joins strings; nothing else.

### longs
'/sum' = { a = 2; a + 3 };
#> {"sum": 5}

### longs_wrap: 64 bits, as Java's long
'/over' = { a = 9223372036854775807; a + 1 };
'/under' = { a = -9223372036854775807; a + -2 };
#> {"over": -9223372036854775808, "under": 9223372036854775807}

### a_double_makes_a_double: the other operand is converted
'/sum' = { a = 1; a + 0.5 };
'/whole' = { a = 1.0; a + 1 };
#> {"sum": 1.5, "whole": 2.0}

### big_long_and_double: the conversion loses digits
'/sum' = { a = 9007199254740993; a + 0.0 };
#> {"sum": 9.007199254740992E15}

### strings
'/joined' = { a = 'x'; a + 'y' + '' };
#> {"joined": "xy"}

### boolean_operand
'/a' = { a = true; a + 1 };  # error: evaluation "mismatched arguments for add (+) operation: boolean and"

### string_and_long
'/a' = {
    text = 'n';
    text + 1;  # error: evaluation "mismatched arguments for add (+) operation: string and long"
};

### list_operand
'/a' = { a = list(1); a + list(2) };  # error: evaluation "arguments for add (+) operation must be longs,"

### undef_operand
'/a' = { a = undef; a + 1 };  # error: evaluation "arguments for add (+) operation must be longs, doubles,"
