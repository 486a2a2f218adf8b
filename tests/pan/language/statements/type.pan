# type NAME = ...; defines a type for the whole object, from then on.

### used
type port = long(1..65535);
bind '/a' = port;
'/a' = 80;
#> {"a": 80}

### twice_in_a_template
type t = long;
type t = string;  # error: syntax "duplicate type definition for t in one template"

### twice_in_two_templates
include 'type_again';
type t = long;  # error: evaluation "duplicate type definition: t"

template type_again;
type t = long;

### in_a_template_that_is_included_twice
include 'type_once';
include 'type_once';
bind '/a' = t;
'/a' = 1;

template type_once;
type t = long;
#> {"a": 1}

### name_of_a_built_in_type
type string = long;  # error: evaluation "duplicate type definition: string"

### unknown_base
type t = nothing_like_this;  # error: evaluation "referenced type 'nothing_like_this' is not defined"

### nearly_known_base
type t = strng;  # error: evaluation "did you mean string?"

### types_and_variables_have_names_of_their_own
type t = long;
variable t = 5;
function t = 6;
bind '/a' = t;
'/a' = t + t();
#> {"a": 11}

### unused_types_are_not_looked_at
type t = long with error('never');
'/a' = 1;
#> {"a": 1}

### recursive: a type cannot mention itself
type tree = {  # error: evaluation "referenced type 'tree' is not defined"
    'left' ? tree
};
