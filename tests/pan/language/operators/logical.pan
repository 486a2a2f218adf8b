# && and || take booleans and evaluate the right side only where it matters.

### truth
variable T = true;
variable F = false;
'/and' = list(T && T, T && F, F && T, F && F);
'/or' = list(T || T, T || F, F || T, F || F);
#> {"and": [true, false, false, false], "or": [true, true, true, false]}

### right_side_not_evaluated
variable T = true;
variable F = false;
'/a' = F && error('never');
'/b' = T || UNDEFINED_VARIABLE;
#> {"a": false, "b": true}

### and_left_not_boolean
variable A = 1;
'/a' = A && true;  # error: evaluation "the first argument of the logical-and (&&) operation must be a"

### and_right_not_boolean
variable T = true;
variable A = 'true';
'/a' = T && A;  # error: evaluation "the second argument of the logical-and (&&) operation must be a boolean"

### or_left_not_boolean
variable A = undef;
'/a' = A || true;  # error: evaluation "the first argument of the logical-or (||) operation must be a"

### or_right_not_boolean
variable F = false;
variable A = list();
'/a' = F || A;  # error: evaluation "the second argument of the logical-or (||) operation must be a boolean"

### short_circuit_with_a_wrong_right_variable: it is never looked at
variable F = false;
variable A = 1;
'/a' = F && A;
#> {"a": false}

### literal_right_not_boolean: refused although it would never be evaluated
variable F = false;
'/a' = F && 1;  # error: syntax "the second argument of the logical-and (&&) operation must be a boolean"

### chain
variable N = 5;
'/a' = N > 1 && N < 10 && N != 7 || error('no');
#> {"a": true}
