# ?= assigns where there is nothing yet, or undef.

### missing
'/a' ?= 1;
#> {"a": 1}

### present
'/a' = 1;
'/a' ?= 2;
#> {"a": 1}

### undef_present
'/a' = undef;
'/a' ?= 2;
#> {"a": 2}

### evaluates_only_if_needed
'/a' = 1;
'/a' ?= error('never');
#> {"a": 1}

### self_is_there
'/a' ?= if (is_defined(SELF)) 1 else 2;
#> {"a": 2}

### null_does_nothing
'/a' = 1;
'/a' ?= null;
#> {"a": 1}

### null_for_a_missing_one
'/a' ?= null;
'/b' = 1;
#> {"b": 1}

### below_a_property
'/a' = 1;
'/a/b' ?= 2;  # error: evaluation "cannot add an element below an element of type long"

### another_kind_is_not_even_compared
'/a' = 1;
'/a' ?= 'text';
#> {"a": 1}

### variable
variable A ?= 1;
variable A ?= 2;
'/a' = A;
#> {"a": 1}

### variable_undef
variable A = undef;
variable A ?= 3;
'/a' = A;
#> {"a": 3}

### variable_stays_undef
variable A ?= undef;
'/a' = is_defined(A);
#> {"a": false}
