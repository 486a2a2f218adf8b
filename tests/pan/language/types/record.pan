# { 'name' : type 'name' ? type } has required (:) and optional (?) fields, and no others.

### valid
type t = {
    'a' : long
    'b' ? string
};
bind '/x' = t;
bind '/y' = t;
'/x' = dict('a', 1);
'/y' = dict('a', 1, 'b', 'text');
#> {"x": {"a": 1}, "y": {"a": 1, "b": "text"}}

### missing_required_field
type t = {
    'a' : long
};
bind '/x' = t;
'/x' = dict();  # error: validation "record is missing required field: a"

### unexpected_field
type t = {
    'a' : long
};
bind '/x' = t;
'/x' = dict('a', 1, 'b', 2);  # error: validation "unexpected field(s) in record: b"

### unexpected_field_nearly_right
type t = {
    'gateway' : string
};
bind '/x' = t;
'/x' = dict('gateway', 'a', 'gatway', 'b');  # error: validation "did you mean gateway?"

### wrong_kind_of_a_field
type t = {
    'a' : long
};
bind '/x' = t;
'/x/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### optional_field_of_a_wrong_kind
type t = {
    'a' ? long
};
bind '/x' = t;
'/x/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### not_a_dict
type t = {
    'a' : long
};
bind '/x' = t;
'/x' = list(1);  # error: validation "validation requires type of 'dict' but element is of type 'list'"

### empty_record: takes the empty dict only
type t = {};
bind '/x' = t;
'/x/a' = 1;  # error: validation "unexpected field(s) in record: a"

### extensible: takes more fields
type t = extensible {
    'a' : long
};
bind '/x' = t;
'/x' = dict('a', 1, 'b', list());
#> {"x": {"a": 1, "b": []}}

### range_counts_fields
type t = extensible {}(1..2);
bind '/x' = t;
'/x' = dict();  # error: validation "hash size (0) is outside range 1..2"

### nested
type inner = {
    'b' : long
};
type outer = {
    'a' : inner
};
bind '/x' = outer;
'/x/a/b' = 'text';  # error: validation "element path: '/x/a/b'"

### anonymous
bind '/x' = {
    'a' : {
        'b' : long
    }
};
'/x/a/b' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### order_of_errors: unexpected fields come before missing ones
type t = {
    'a' : long
    'b' : long
};
bind '/x' = t;
'/x' = dict('a', 'text', 'z', 1);  # error: validation "unexpected field(s) in record: z"

### order_of_fields: required ones by name, then optional ones
type t = {
    'c' ? long
    'b' : long
    'a' : long
};
bind '/x' = t;
'/x' = dict('c', 'wrong', 'b', 'wrong', 'a', 'wrong');  # error: validation "element path: '/x/a'"

### with_block: sees the whole record
type t = {
    'low' : long
    'high' : long
} with SELF['low'] <= SELF['high'];
bind '/x' = t;
'/x' = dict('low', 2, 'high', 1);  # error: validation "user-defined validation failed"

### with_block_runs_after_the_fields
type t = {
    'a' : long
} with error('fields were not checked first');
bind '/x' = t;
'/x/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### field_names
type t = {
    'a-b' : long
    "c.d" : long
    '{x y}' : long
};
bind '/x' = t;
'/x' = dict('a-b', 1, 'c.d', 2, escape('x y'), 3);
#> {"x": {"a-b": 1, "c.d": 2, "x_20y": 3}}

### field_name_is_one_term
type t = {
    'a/b' : long  # error: syntax "field name (a/b) must be a valid term"
};

### field_name_that_is_no_key
type t = {
    'a b' : long  # error: syntax "field name (a b) must be a valid path"
};

### field_name_that_is_an_index
type t = {
    '1' : long  # error: syntax "the first term in path '1' must be a key, not an index"
};

### field_twice: the last one counts
type t = {
    'a' : long
    'a' : string
};
bind '/x' = t;
'/x/a' = 'text';
#> {"x": {"a": "text"}}

### field_required_and_optional
type t = {
    'a' : long
    'a' ? string
};
bind '/x' = t;
'/x/a' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### separators_do_not_parse
type t = {
    'a' : long;  # error: parse "unexpected ';'; expected a field's name in quotes, 'include' or '}'"
    'b' : long
};

### field_without_type
type t = {
    'a' :
};  # error: parse "unexpected '}'; expected a type"

### field_without_quotes
type t = {
    a : long  # error: parse "unexpected 'a'; expected a field's name in quotes, 'include' or '}'"
};
