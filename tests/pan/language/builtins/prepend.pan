# prepend([list,] value) puts a value before all others of a list, in place.

### local_variable
'/a' = { x = list(OBJECT); prepend(x, 1); prepend(x, 0); x };
#> {"a": [0, 1, "local_variable"]}

### undefined_variable
'/a' = { prepend(x, OBJECT); x };
#> {"a": ["undefined_variable"]}

### one_argument_works_on_self
'/a' = list(1);
'/a' = prepend(0);
#> {"a": [0, 1]}

### list_expression
'/a' = prepend(list(OBJECT), 0);
#> {"a": [0, "list_expression"]}

### element_of_a_variable
'/a' = { x = dict('l', list(1)); prepend(x['l'], OBJECT); x };
#> {"a": {"l": ["element_of_a_variable", 1]}}

### global_variable
variable G = list(1);
'/a' = prepend(G, 0);  # error: evaluation "global variable 'G' cannot be modified from a DML block; choose"

### null_value
'/a' = prepend(null);  # error: syntax "the value of prepend() cannot be null"

### no_list
'/a' = { x = OBJECT; prepend(x, 1); x };  # error: evaluation "a list is needed here; the variable refers to"
