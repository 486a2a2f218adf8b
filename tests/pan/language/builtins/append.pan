# append([list,] value) puts a value at the end of a list in place, and gives the list.

### local_variable: is changed
'/a' = { x = list(OBJECT); append(x, 2); append(x, list(3)); x };
#> {"a": ["local_variable", 2, [3]]}

### undefined_variable: becomes a list
'/a' = { append(x, OBJECT); x };
#> {"a": ["undefined_variable"]}

### undef_variable
'/a' = { x = undef; append(x, OBJECT); x };
#> {"a": ["undef_variable"]}

### element_of_a_variable
'/a' = { x = dict('l', list(1)); append(x['l'], OBJECT); x };
#> {"a": {"l": [1, "element_of_a_variable"]}}

### element_that_is_missing: is made
'/a' = { x = dict(); append(x['l'][0], OBJECT); x };
#> {"a": {"l": [["element_that_is_missing"]]}}

### element_of_an_undefined_variable: the variable becomes a list first, and a list has no keys
'/a' = { append(x['l'], OBJECT); x };  # error: evaluation "cannot look up term 'l' in an element of type"

### one_argument_works_on_self
'/a' = list(1);
'/a' = append(2);
'/b' = append('made');
#> {"a": [1, 2], "b": ["made"]}

### element_of_a_constant_self: its list is protected, so a copy grows and is lost
'/a' = dict('l', list(1));
'/a' = { append(SELF['l'], 2); SELF };
#> {"a": {"l": [1]}}

### list_expression: gives the changed list
'/a' = append(list(OBJECT), 2);
#> {"a": ["list_expression", 2]}

### global_variable: is refused, globals are changed by variable statements only
variable G = list(1);
'/a' = append(G, 2);  # error: evaluation "global variable 'G' cannot be modified from a DML block; choose"

### copy_of_a_global
variable G = list(1);
'/a' = { x = G; append(x, 2); x };
'/b' = G;
#> {"a": [1, 2], "b": [1]}

### self_of_a_variable_statement
variable G = list(1);
variable G = append(2);
'/a' = G;
#> {"a": [1, 2]}

### undef_value
'/a' = { x = list(); append(x, undef); list(length(x), is_defined(x[0])) };
#> {"a": [1, false]}

### null_value
'/a' = { x = list(OBJECT); append(x, null); x };  # error: syntax "the value of append() cannot be null"

### null_value_computed
function nothing = null;
'/a' = { x = list(OBJECT); append(x, nothing()); x };  # error: evaluation "the value of append() cannot be null"

### no_list
'/a' = { x = OBJECT; append(x, 1); x };  # error: evaluation "a list is needed here; the variable refers to"

### dict
'/a' = { x = dict('a', OBJECT); append(x, 1); x };  # error: evaluation "a list is needed here; the variable"

### literal_that_is_no_list
'/a' = append('text', 1);  # error: syntax "the first argument of append() must be a variable reference"

### value_is_an_alias
'/a' = { inner = list(1); x = list(); append(x, inner); append(inner, 2); x };
#> {"a": [[1, 2]]}

### no_arguments
'/a' = append();  # error: syntax "append() requires one or two arguments; 0 given"

### three_arguments
'/a' = append(list(), 1, 2);  # error: syntax "append() requires one or two arguments; 3 given"
