# include NAME in a record takes over the fields of another record.

### fields_of_both
type base = {
    'a' : long
};
type more = {
    include base
    'b' : long
};
bind '/x' = more;
'/x' = dict('a', 1, 'b', 2);
#> {"x": {"a": 1, "b": 2}}

### missing_field_of_the_included
type base = {
    'a' : long
};
type more = {
    include base
    'b' : long
};
bind '/x' = more;
'/x' = dict('b', 2);  # error: validation "record is missing required field: a"

### wrong_kind_in_the_included
type base = {
    'a' : long
};
type more = {
    include base
};
bind '/x' = more;
'/x' = dict('a', 'text');  # error: validation "validation requires type of 'long' but element is of type"

### unexpected_field: is none of either
type base = {
    'a' ? long
};
type more = {
    include base
    'b' ? long
};
bind '/x' = more;
'/x' = dict('c', 1);  # error: validation "unexpected field(s) in record: c"

### several
type one = {
    'a' : long
};
type two = {
    'b' : long
};
type both = {
    include one
    include two
};
bind '/x' = both;
'/x' = dict('a', 1, 'b', 2);
#> {"x": {"a": 1, "b": 2}}

### nested_includes
type one = {
    'a' : long
};
type two = {
    include one
    'b' : long
};
type three = {
    include two
    'c' : long
};
bind '/x' = three;
'/x' = dict('a', 1, 'b', 2, 'c', 3);
#> {"x": {"a": 1, "b": 2, "c": 3}}

### check_of_the_included: runs on the whole record
type base = {
    'a' : long
} with SELF['b'] > SELF['a'];
type more = {
    include base
    'b' : long
};
bind '/x' = more;
'/x' = dict('a', 2, 'b', 1);  # error: validation "user-defined validation failed"

### extensible_is_not_taken_over
type base = extensible {
    'a' : long
};
type more = {
    include base
};
bind '/x' = more;
'/x' = dict('a', 1, 'z', 2);  # error: validation "unexpected field(s) in record: z"

### same_field_in_both: must satisfy both
type base = {
    'a' : long(1..10)
};
type more = {
    include base
    'a' : long(5..)
};
bind '/x' = more;
'/x' = dict('a', 3);  # error: validation "value (3) is outside range 5.."

### not_a_record
type base = long;
type more = {  # error: evaluation "a record includes 'base', which is not a record"
    include base
};

### unknown
type more = {  # error: evaluation "referenced type 'nothing_like_this' is not defined"
    include nothing_like_this
};

### alias_of_a_record
type base = {
    'a' : long
};
type other = base;
type more = {  # error: evaluation "a record includes 'other', which is not a record"
    include other
};

### range_of_the_included: counts all fields
type base = {
    'a' ? long
}(..1);
type more = {
    include base
    'b' ? long
};
bind '/x' = more;
'/x' = dict('a', 1, 'b', 2);  # error: validation "hash size (2) is outside range 0..1"
