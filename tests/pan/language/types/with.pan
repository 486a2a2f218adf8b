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

### change_through_a_variable: stays in the tree
type t = dict with { x = SELF; x['new'] = 1; true };
bind '/a' = t;
'/a' = dict('name', OBJECT);
#> {"a": {"name": "change_through_a_variable", "new": 1}}

### change_of_a_constant_through_a_variable: is one of a copy
type t = dict with { x = SELF; x['new'] = 1; true };
bind '/a' = t;
'/a' = dict('name', 'constant');
#> {"a": {"name": "constant"}}

### change_of_an_argument: stays in the tree
function check = { ARGV[0]['new'] = 1; delete(ARGV[0]['name']); true };
type t = dict with check(SELF);
bind '/a' = t;
'/a' = dict('name', OBJECT);
#> {"a": {"new": 1}}

### change_in_a_loop: stays in the tree
type t = dict with { foreach (k; v; SELF) append(v, k); true };
bind '/a' = t;
'/a' = dict('l', list(OBJECT), 'm', list());
#> {"a": {"l": ["change_in_a_loop", "l"], "m": ["m"]}}

### change_of_value: is one of a copy
type t = dict with { x = value('/a'); x['new'] = 1; true };
bind '/a' = t;
'/a' = dict('name', OBJECT);
#> {"a": {"name": "change_of_value"}}

### change_of_self: is refused
type t = dict with { SELF['new'] = 1; true };
bind '/a' = t;
'/a' = dict('name', OBJECT);  # error: validation "SELF cannot be modified by a validation block"

### change_of_an_element_of_self: is refused
type t = dict with { append(SELF['l'], 2); true };
bind '/a' = t;
'/a' = dict('l', list(OBJECT));  # error: validation "SELF cannot be modified by a validation block"

### deletion_from_self
type t = dict with { delete(SELF['name']); true };
bind '/a' = t;
'/a' = dict('name', OBJECT);  # error: validation "SELF cannot be modified by a validation block"

### change_is_seen_by_the_next_check
type t = dict with { x = SELF; x['new'] = 1; true };
bind '/a/b' = t;
bind '/a' = element{} with exists(SELF['b']['new']);
'/a/b' = dict('name', OBJECT);
#> {"a": {"b": {"name": "change_is_seen_by_the_next_check", "new": 1}}}

### change_of_a_default: is one of a copy
type t = { 'd' : dict = dict('a', 1) with { x = SELF; x['new'] = 1; true } };
bind '/a' = t;
'/a' = dict();
#> {"a": {"d": {"a": 1}}}

### change_by_is_valid: stays
type t = dict with { x = SELF; x['new'] = 1; true };
'/a' = { x = dict('name', OBJECT); y = is_valid(t, x); x };
#> {"a": {"name": "change_by_is_valid", "new": 1}}

### change_of_a_list_by_merge_and_splice: they make new ones
type t = list with { x = splice(SELF, 0, 1); y = merge(SELF, x); append(y, 5); true };
bind '/a' = t;
'/a' = list(1, OBJECT);
#> {"a": [1, "change_of_a_list_by_merge_and_splice"]}

### deletion_of_what_would_come_next: it is not there any more; panc has a NullPointerException
# deviates: java-exceptions
type t = dict with { x = SELF; delete(x['b']); delete(x['c']); true };
bind '/a' = t*{};
'/a' = dict('b', '/a', 'c', '/a', 'd', if (OBJECT == 'x') 1 else '/a');
#> {"a": {"d": "/a"}}

### deletion_of_what_would_come_next_in_a_list
type t = list with { x = SELF; delete(x[0]); true };
bind '/a' = t*[];
'/a' = list('/a', '/a', if (OBJECT == 'x') 1 else '/a');
#> {"a": ["/a"]}
