# to_lowercase(s) and to_uppercase(s) know all of Unicode, whatever the machine's language is.

### ascii
'/a' = list(to_lowercase('aBC-1'), to_uppercase('aBc-1'));
#> {"a": ["abc-1", "ABC-1"]}

### not_ascii
'/a' = list(to_lowercase('ÄÉÇ'), to_uppercase('äéç'), to_uppercase('ß'), to_lowercase('İ'), to_uppercase('ı'));
#> {"a": ["äéç", "ÄÉÇ", "SS", "i̇", "I"]}

### greek_sigma: a final one has a letter of its own
'/a' = to_lowercase('ΟΔΟΣ');
#> {"a": "οδος"}

### outside_the_basic_plane
'/a' = to_lowercase('𐐀');
#> {"a": "𐐨"}

### no_string
'/a' = to_lowercase(1);  # error: evaluation "the argument of to_lowercase() must be a string; found long"

### upper_no_string
'/a' = to_uppercase(list());  # error: evaluation "the argument of to_uppercase() must be a string; found"

### no_arguments
'/a' = to_uppercase();  # error: syntax "to_uppercase() requires exactly one argument; 0 given"
