# Unary + - ! ~ take one primary or call; of literals they are computed at once.

### minus
variable A = 5;
variable B = 2.5;
'/minus' = list(-A, -B, -(-A));
#> {"minus": [-5, -2.5, 5]}

### minus_wraps
variable LEAST = -9223372036854775807 - 1;
'/same' = -LEAST;
#> {"same": -9223372036854775808}

### minus_zero: there is a negative zero among the doubles only
variable ZERO = 0;
variable NOUGHT = 0.0;
'/zeros' = list(-ZERO, -NOUGHT);
#> {"zeros": [0, -0.0]}

### plus: gives its operand
variable A = 5;
'/plus' = list(+A, +2.5);
#> {"plus": [5, 2.5]}

### plus_of_a_variable_takes_anything: panc checks literals only
variable A = 'text';
'/a' = +A;
#> {"a": "text"}

### plus_of_a_literal_string
'/a' = +'text';  # error: syntax "the argument of the unary plus (+) operation must be a long or double"

### not
variable A = true;
'/not' = list(!A, !(!A));
#> {"not": [false, true]}

### not_of_a_long
variable A = 1;
'/a' = !A;  # error: evaluation "argument for logical-not (!) operation must be a boolean value; found long"

### minus_of_a_string
variable A = '1';
'/a' = -A;  # error: evaluation "argument for unary minus (-) operation must be a long or double; found"

### minus_of_a_literal_boolean
'/a' = -true;  # error: evaluation "argument for unary minus (-) operation must be a long or double; found"

### two_unaries_do_not_parse
variable A = 1;
'/a' = - -A;  # error: parse "unexpected '-'; expected an expression"

### unary_before_a_call_and_an_index
variable L = list(1, 2);
'/a' = -L[0] + -length(L);
#> {"a": -3}
