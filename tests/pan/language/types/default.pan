# type = value gives an element that is missing or undef a default.

### missing
bind '/a' = long = 5;
#> {"a": 5}

### undef_value
bind '/a' = long = 5;
'/a' = undef;
#> {"a": 5}

### present
bind '/a' = long = 5;
'/a' = 1;
#> {"a": 1}

### in_a_record
type t = {
    'a' : long = 5
    'b' : string
};
bind '/x' = t;
'/x/b' = 'text';
#> {"x": {"a": 5, "b": "text"}}

### required_field_undef
type t = {
    'a' : long = 5
};
bind '/x' = t;
'/x/a' = undef;
#> {"x": {"a": 5}}

### optional_field_missing: is not made
type t = {
    'a' ? long = 5
};
bind '/x' = t;
'/x' = dict();
#> {"x": {}}

### optional_field_undef: is filled
type t = {
    'a' ? long = 5
};
bind '/x' = t;
'/x/a' = undef;
#> {"x": {"a": 5}}

### record_itself_missing: has no default of its own, so nothing is made
type t = {
    'a' : long = 5
};
bind '/x' = t;
# error without a line: validation "element does not exist"

### record_with_a_default
type t = {
    'a' : long = 5
    'b' : long
} = dict('b', 1);
bind '/x' = t;
#> {"x": {"a": 5, "b": 1}}

### nested_records
type inner = {
    'a' : long = 5
} = dict();
type outer = {
    'inner' : inner
} = dict();
bind '/x' = outer;
#> {"x": {"inner": {"a": 5}}}

### of_an_alias
type port = long = 80;
type t = {
    'port' : port
};
bind '/x' = t;
'/x' = dict();
#> {"x": {"port": 80}}

### own_default_before_that_of_the_alias
type port = long = 80;
type t = {
    'port' : port = 8080
};
bind '/x' = t;
'/x' = dict();
#> {"x": {"port": 8080}}

### of_an_included_record: wins over the outer one for the same field
type base = {
    'a' : long = 1
};
type more = {
    include base
    'a' : long = 2
};
bind '/x' = more;
'/x' = dict();
#> {"x": {"a": 1}}

### list_elements: undef ones are filled
type t = long = 7;
bind '/l' = t[];
'/l' = list(1, undef, 3);
#> {"l": [1, 7, 3]}

### dict_elements
type t = long = 7;
bind '/d' = t{};
'/d' = dict('a', undef, 'b', 1);
#> {"d": {"a": 7, "b": 1}}

### records_in_a_list
type t = {
    'a' : long = 5
};
bind '/l' = t[];
'/l' = list(dict(), dict('a', 1));
#> {"l": [{"a": 5}, {"a": 1}]}

### records_in_a_constant_list: constants are protected, and are copied to be filled
type t = {
    'a' : long = 5
};
variable L = list(dict(), dict());
bind '/l' = t[];
'/l' = L;
'/copy' = L;
#> {"copy": [{}, {}], "l": [{"a": 5}, {"a": 5}]}

### list_type_has_no_default_of_its_own
type t = long = 7;
bind '/l' = t[];
# error without a line: validation "element does not exist"

### range_does_not_matter
type t = long(10..) = 5;
bind '/a' = t;  # error: validation "value (5) is outside range 10.."

### wrong_kind: is found when the default is validated
bind '/a' = long = 'text';  # error: validation "validation requires type of 'long' but element is of type"

### not_constant
type t = long = length(OBJECT);  # error: syntax "the default of a type must be a constant; this one can"

### not_constant_variable
variable FIVE = 5;
type t = long = FIVE;  # error: syntax "the default of a type must be a constant; this one can only be"

### constant_expression
bind '/a' = long = 2 + 3;
#> {"a": 5}

### constant_block
bind '/a' = list = { x = list(1); append(x, 2); x };
#> {"a": [1, 2]}

### undef_default
bind '/a' = long = undef;  # error: syntax "undef is not a valid default value"

### null_default
bind '/a' = long = null;  # error: syntax "null is not a valid default value"

### default_and_check
bind '/a' = long = 5 with SELF > 3;
#> {"a": 5}

### default_that_fails_the_check
bind '/a' = long = 2 with SELF > 3;  # error: validation "user-defined validation failed"

### shared_default_is_not_changed_through_one_use
type inner = {
    'x' : long = 1
} = dict();
type t = {
    'a' : inner
    'b' : inner
};
bind '/t' = t;
'/t' = dict();
bind '/t/a/y' = long = 2;  # error: validation "unexpected field(s) in record: y"

### longer_paths_first: the default of the element comes before that of what holds it
bind '/a' = dict = dict('x', 1);
bind '/a/y' = long = 2;
#> {"a": {"y": 2}}

### default_makes_the_way
bind '/a/b/c' = long = 1;
#> {"a": {"b": {"c": 1}}}

### default_below_a_property: is an error of the element
'/a' = 1;
bind '/a/b' = long = 2;
bind '/c' = long = 3;
# error without a line: evaluation "cannot add an element below an element of"

### several_types_on_a_path: the first with a default supplies it
type one = {
    'x' : long = 1
};
type two = extensible {
    'x' ? long = 5
    'y' : long = 2
};
bind '/a' = two;
bind '/a' = extensible {
    'x' : long = 3
};
'/a' = dict();
#> {"a": {"x": 3, "y": 2}}

### defaults_are_there_for_other_objects
'/a' = value('default_other:/x/a');

object template default_other;
type t = {
    'a' : long = 5
};
bind '/x' = t;
'/x' = dict();
#> {"a": 5}

### through_names: a type has the defaults of those that it mentions by name
type inner = {
    'a' : long = 1
};
type middle = {
    include inner
};
type none = {
    'b' ? string
    'c' ? long[]
};
type outer = {
    'm' ? middle
    'n' ? none
    'l' ? middle[]
    'd' ? middle{}
    'p' ? string
};
bind '/x' = outer;
'/x/m' = dict();
'/x/n' = dict();
'/x/l' = list(dict());
'/x/d/e' = dict();
#> {"x": {"d": {"e": {"a": 1}}, "l": [{"a": 1}], "m": {"a": 1}, "n": {}}}

### through_links: in records and lists by name
type inner = {
    'a' : long = 1
};
type holder = {
    'to' ? inner*
    'all' ? inner*[]
};
type outer = {
    'h' : holder
};
bind '/x' = outer;
'/x/h/to' = '/y';
'/x/h/all' = list('/z');
'/y' = { OBJECT; x = dict('b', 0); x['b'] = null; x };
'/z' = { OBJECT; x = dict('b', 0); x['b'] = null; x };
bind '/y' = extensible {};
#> {"x": {"h": {"all": ["/z"], "to": "/y"}}, "y": {"a": 1}, "z": {"a": 1}}

### which_error_comes_first: fields of the language's own types among others
type positive = long with SELF > 0;
type outer = {
    'a' : string
    'b' : positive
    'c' : boolean
    'd' ? string
};
bind '/x' = outer;
'/x/a' = 'a';
'/x/b' = 0;  # error: validation "user-defined validation failed"
'/x/c' = 'c';
'/x/d' = 1;

### which_error_comes_first_in_a_list: elements of the language's own types
bind '/x' = long[];
'/x/0' = 1;
'/x/1' = 'b';  # error: validation "type of 'long' but element is of type 'string'"
'/x/2' = true;

### which_error_comes_first_in_a_dict: by key
bind '/x' = long{};
'/x/c' = true;
'/x/b' = 'b';  # error: validation "type of 'long' but element is of type 'string'"
'/x/a' = 1;

### which_error_comes_first_with_an_unexpected_field: that one
type outer = {
    'a' : string
};
bind '/x' = outer;
'/x/a' = 1;
'/x/z' = 1;  # error: validation "unexpected field(s) in record: z"
