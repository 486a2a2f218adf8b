# How types are written.

### clauses_in_any_number
type t = long[]{}[2..3]*;
'/a' = 1;
#> {"a": 1}

### record_with_clauses
type t = {
    'a' : long
}[1..]{};
bind '/x' = t;
'/x/k/0/a' = 1;
#> {"x": {"k": [{"a": 1}]}}

### extensible_needs_a_record
type t = extensible long;  # error: parse "unexpected 'long'; expected '{' after 'extensible'"

### range_after_a_clause: does not parse
type t = long[](1..2);  # error: parse "unexpected '('; expected ';'"

### range_before_a_clause
type t = long(1..2)[];
bind '/a' = t;
'/a' = list(3);  # error: validation "value (3) is outside range 1..2"

### default_before_with
type t = long = 5 with SELF > 1;
bind '/a' = t;
#> {"a": 5}

### with_before_default: the default is part of the block
type t = long with SELF > 1 = 5;  # error: parse "unexpected '='; expected ';'"

### type_name_in_quotes
type t = 'long';  # error: parse "unexpected 'long'; expected a type"

### missing_range_end
type t = long(1..2;  # error: parse "unexpected ';'; expected ')'"

### range_of_strings
type t = long('a'..'b');  # error: parse "unexpected 'a'; expected a long"

### nothing
type t = ;  # error: parse "unexpected ';'; expected a type"

### union_does_not_exist
type t = long | string;  # error: parse "unexpected '|'; expected ';'"
