# final closes a path or a variable: no later assignment to it, below it or above it.

### path
final '/a' = 1;
'/a' = 2;  # error: evaluation "/a cannot be modified; /a is marked as final"

### below
final '/a' = dict('b', 1);
'/a/b' = 2;  # error: evaluation "/a/b cannot be modified; /a is marked as final"

### above
final '/a/b' = 1;
'/a' = dict('b', 2);  # error: evaluation "/a cannot be modified; /a/b is marked as final"

### beside
final '/a/b' = 1;
'/a/c' = 2;
#> {"a": {"b": 1, "c": 2}}

### conditional_assignment_to_a_final_path_is_allowed: it changes nothing
final '/a' = 1;
'/a' ?= 2;
#> {"a": 1}

### delete
final '/a' = 1;
'/a' = null;  # error: evaluation "/a cannot be modified; /a is marked as final"

### with_an_expression
final '/a' = 1;
'/a' = length(OBJECT);  # error: evaluation "/a cannot be modified; /a is marked as final"

### hole_for_expressions: panc looks at final only if the path has a value already
final '/a' = dict('b', 1);
'/a/c' = length(OBJECT);
#> {"a": {"b": 1, "c": 20}}

### no_hole_for_constants
final '/a' = dict('b', 1);
'/a/c' = 2;  # error: evaluation "/a/c cannot be modified; /a is marked as final"

### root
final '/a' = 1;
'/' = dict();  # error: evaluation "/ cannot be modified; /a is marked as final"

### final_conditional
'/a' = 1;
final '/a' ?= 2;
'/a' = 3;  # error: evaluation "/a cannot be modified; /a is marked as final"

### final_null
final '/a' = null;
'/a' = 1;  # error: evaluation "/a cannot be modified; /a is marked as final"

### variable
final variable A = 1;
variable A = 2;  # error: evaluation "cannot modify final global variable 'A'"

### variable_conditional: leaves the value
final variable A = 1;
variable A ?= 2;
'/a' = A;
#> {"a": 1}

### variable_made_final_later
variable A = 1;
final variable A ?= 2;
variable A = 3;  # error: evaluation "cannot modify final global variable 'A'"

### final_again
final '/a' = 1;
final '/a' = 2;  # error: evaluation "/a cannot be modified; /a is marked as final"

### only_for_assignments
final include 'x';  # error: parse "unexpected 'include'; expected a path or 'variable' after 'final'"

### final_in_a_structure_template: relative paths are not watched
'/a' = create('final_relative');

structure template final_relative;
final 'x' = 1;
'x' = 2;
#> {"a": {"x": 2}}

### element_through_self
final '/a/b' = 1;
'/a' = { SELF['b'] = 2; SELF };  # error: evaluation "/a cannot be modified; /a/b is marked as final"
