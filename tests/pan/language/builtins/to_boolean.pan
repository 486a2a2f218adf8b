# to_boolean(x): '' and 'false' in any case are false, all other strings true; numbers are true unless 0.

### strings
'/a' = list(to_boolean(''), to_boolean('false'), to_boolean('FaLsE'), to_boolean('true'), to_boolean('no'),
    to_boolean('0'), to_boolean(' false'));
#> {"a": [false, false, false, true, true, true, true]}

### numbers
'/a' = list(to_boolean(0), to_boolean(1), to_boolean(-1), to_boolean(0.0), to_boolean(0.1));
#> {"a": [false, true, true, false, true]}

### boolean
'/a' = list(to_boolean(true), to_boolean(false));
#> {"a": [true, false]}

### resource
'/a' = to_boolean(list());  # error: evaluation "the argument of to_boolean() must be a property; found list"

### undef_argument
'/a' = to_boolean(undef);  # error: evaluation "the argument of to_boolean() must be a property; found undef"

### no_arguments
'/a' = to_boolean();  # error: syntax "to_boolean() requires exactly one argument; 0 given"
