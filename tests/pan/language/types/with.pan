# type with block; the block must give true for SELF.

### holds
type even = long with SELF % 2 == 0;
bind '/a' = even;
'/a' = 4;
#> {"a": 4}

### fails
type even = long with SELF % 2 == 0;
bind '/a' = even;
'/a' = 5;  # error: validation "user-defined validation failed"

### base_type_first
type even = long with SELF % 2 == 0;
bind '/a' = even;
'/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### range_first
type small = long(..10) with error('range was not checked first');
bind '/a' = small;
'/a' = 11;  # error: validation "value (11) is outside range 0..10"

### message_of_error
type t = long with error('%d is not what I like', SELF);
bind '/a' = t;
'/a' = 5;  # error: validation "user-initiated error: 5 is not what I like"

### error_in_the_block
type t = long with SELF > 'x';
bind '/a' = t;
'/a' = 5;  # error: validation "mismatched arguments for greater-than (>) operation"

### not_boolean
type t = long with SELF;
bind '/a' = t;
'/a' = 5;  # error: validation "a user-defined validation must give a boolean; it returned an element of"

### undef_result
type t = long with { if (SELF > 10) true };
bind '/a' = t;
'/a' = 5;  # error: validation "a user-defined validation must give a boolean; it returned an element of"

### self_is_read_only
type t = dict with { SELF['x'] = 1; true };
bind '/a' = t;
'/a' = dict();  # error: validation "SELF cannot be modified by a validation block"

### self_element_append
type t = list with { append(1); true };
bind '/a' = t;
'/a' = list();  # error: validation "SELF cannot be modified by a validation block"

### copy_of_self_may_be_changed
type t = dict with { x = SELF; x['y'] = 1; length(x) == 1 && length(SELF) == 0 };
bind '/a' = t;
'/a' = dict();
#> {"a": {}}

### sees_other_elements
type t = long with SELF == value('/b');
bind '/a' = t;
'/a' = 1;
'/b' = 1;
#> {"a": 1, "b": 1}

### sees_defaults
type t = {
    'a' : long = 1
    'b' : long = 2
} with SELF['a'] < SELF['b'];
bind '/x' = t;
'/x' = dict();
#> {"x": {"a": 1, "b": 2}}

### sees_globals_as_they_are_at_the_end
variable LIMIT = 1;
type t = long with SELF < LIMIT;
bind '/a' = t;
'/a' = 5;
variable LIMIT = 10;
#> {"a": 5}

### automatic_variables
type t = string with SELF == OBJECT;
bind '/a' = t;
'/a' = OBJECT;
#> {"a": "automatic_variables"}

### template_within: is not set
type t = string with is_defined(TEMPLATE);
bind '/a' = t;
'/a' = OBJECT;  # error: validation "user-defined validation failed"

### loops_and_limits
# options: --max-iteration 5
type t = long with { n = 0; while (n < 10) n = n + 1; true };
bind '/a' = t;
'/a' = 1;  # error: validation "loop iteration count (5) has been exceeded"

### several_levels
type one = long with SELF > 1;
type two = one with SELF > 2;
type three = two with SELF > 3;
bind '/a' = three;
'/a' = 2;  # error: validation "user-defined validation failed"

### undefined_variable
type t = long with UNDEFINED;
bind '/a' = t;
'/a' = 1;  # error: validation "variable named 'UNDEFINED' is undefined"

### constant_false
type t = long with false;
bind '/a' = t;
'/a' = 1;  # error: validation "user-defined validation failed"
