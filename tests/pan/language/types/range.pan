# (min..max) limits a number, a string's length, or a resource's number of elements; both ends are included.

### long
type t = long(1..3);
bind '/a' = t;
bind '/b' = t;
'/a' = 1;
'/b' = 3;
#> {"a": 1, "b": 3}

### long_below
bind '/a' = long(1..3);
'/a' = 0;  # error: validation "value (0) is outside range 1..3"

### long_above
bind '/a' = long(1..3);
'/a' = 4;  # error: validation "value (4) is outside range 1..3"

### single_value: (3) is (3..3)
bind '/a' = long(3);
'/a' = 4;  # error: validation "value (4) is outside range 3..3"

### open_end
bind '/a' = long(0..);
'/a' = -1;  # error: validation "value (-1) is outside range 0.."

### open_start: begins at 0
bind '/a' = long(..3);
'/a' = -1;  # error: validation "value (-1) is outside range 0..3"

### negative
bind '/a' = long(-5..-1);
'/a' = 0;  # error: validation "value (0) is outside range -5..-1"

### negative_within
bind '/a' = long(-5..-1);
'/a' = -5;
#> {"a": -5}

### empty_parentheses: no limits
bind '/a' = long();
'/a' = 1;
#> {"a": 1}

### wrong_order
type t = long(3..1);  # error: evaluation "the minimum of a range (3) must not be larger than its maximum (1)"

### double
bind '/a' = double(1..2);
'/a' = 2.5;  # error: validation "value (2.5) is outside range 1..2"

### double_within
bind '/a' = double(1..2);
'/a' = 2.0;
#> {"a": 2.0}

### double_limits_do_not_parse
bind '/a' = double(0.5..1.5);  # error: parse "unexpected '0.5'; expected a long"

### string_length
bind '/a' = string(2..4);
'/a' = 'abcde';  # error: validation "string size (5) is outside range 2..4"

### string_length_in_utf_16
bind '/a' = string(..1);
'/a' = '😀';  # error: validation "string size (2) is outside range 0..1"

### list_size
bind '/a' = list(1..2);
'/a' = list();  # error: validation "list size (0) is outside range 1..2"

### dict_size
bind '/a' = dict(1..2);
'/a' = dict('a', 1, 'b', 2, 'c', 3);  # error: validation "hash size (3) is outside range 1..2"

### boolean_has_no_range
bind '/a' = boolean(0..1);
'/a' = true;  # error: validation "a range cannot be applied to an element of type boolean"

### element: the value decides what is counted
bind '/a' = element(1..2);
bind '/b' = element(1..2);
'/a' = 2;
'/b' = 'abc';  # error: validation "string size (3) is outside range 1..2"

### on_an_own_type
type name = string;
bind '/a' = name(1..2);
'/a' = 'abc';  # error: validation "string size (3) is outside range 1..2"

### thousands_in_messages
bind '/a' = long(1..65535);
'/a' = 1234567;  # error: validation "value (1,234,567) is outside range 1..65535"

### too_large_a_limit
type t = long(0..9223372036854775808);  # error: system "the number 9223372036854775808 does not fit"

### hexadecimal_limits
bind '/a' = long(0x10..0x20);
'/a' = 15;  # error: validation "value (15) is outside range 16..32"
