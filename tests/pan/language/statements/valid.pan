# valid 'path' = block; is a check without a type: the block must give true.

### holds
valid '/a' = SELF > 0;
'/a' = 1;
#> {"a": 1}

### does_not_hold
valid '/a' = SELF > 0;
'/a' = -1;  # error: validation "user-defined validation failed"

### block
valid '/a' = {
    foreach (k; v; SELF) {
        if (v > 10) return(false);
    };
    true;
};
'/a' = list(1, 20);  # error: validation "user-defined validation failed"

### no_boolean
valid '/a' = SELF;
'/a' = 1;  # error: validation "a user-defined validation must give a boolean; it returned an element of"

### error_inside
valid '/a' = error('too bad');
'/a' = 1;  # error: validation "user-initiated error: too bad"

### wrong_kind_inside
valid '/a' = SELF > 0;
'/a' = 'text';  # error: validation "mismatched arguments for greater-than (>) operation"

### missing_element
valid '/a' = true;
# error without a line: validation "element does not exist"

### sees_the_whole_object
valid '/a' = value('/b') == SELF;
'/a' = 1;
'/b' = 1;
#> {"a": 1, "b": 1}

### self_may_not_be_changed
valid '/a' = { SELF['x'] = 1; true };
'/a' = dict();  # error: validation "SELF cannot be modified by a validation block"

### functions
function small = ARGV[0] < 10;
valid '/a' = small(SELF);
'/a' = 100;  # error: validation "user-defined validation failed"

### constant_true
valid '/a' = true;
'/a' = 1;
#> {"a": 1}

### relative_path
valid 'a' = true;  # error: syntax "only absolute paths can be used with bind statements (a)"
