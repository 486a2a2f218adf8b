# What no statement looks like.

### no_semicolon
'/a' = 1
'/b' = 2;  # error: parse "unexpected '/b'; expected ';'"

### no_semicolon_at_the_end
'/a' = 1  # error: parse "unexpected the end of the file; expected ';'"

### unknown_statement
print 'x';  # error: parse "unexpected 'print'; expected a statement: a path, variable, include, bind,"

### expression_as_a_statement
1 + 2;  # error: parse "unexpected '1'; expected a statement: a path, variable, include, bind, valid,"

### if_as_a_statement
if (true) { '/a' = 1; };  # error: parse "unexpected 'if'; expected a statement: a path, variable,"

### assignment_without_value
'/a' = ;  # error: parse "an empty DML statement has no value; write an expression before this ';'"

### double_equals
'/a' == 1;  # error: parse "unexpected '=='; expected '=' or '?='"

### unbalanced_parenthesis
'/a' = (1 + 2;  # error: parse "unexpected ';'; expected ')'"

### unbalanced_brace
'/a' = { 1; 2;  # error: parse "unexpected the end of the file; expected an expression"

### too_many_braces
'/a' = { 1 }};  # error: parse "unexpected '}'; expected ';'"

### bracket_without_index
'/a' = { x = list(1); x[] };  # error: parse "unexpected ']'; expected an expression"

### missing_operand
'/a' = 1 + ;  # error: parse "unexpected ';'; expected an expression"

### two_operands
'/a' = 1 2;  # error: parse "unexpected '2'; expected ';'"

### keyword_in_the_place_of_a_value
'/a' = template;  # error: parse "unexpected 'template'; expected an expression"

### colon_for_equals
'/a' : 1;  # error: parse "unexpected ':'; expected '=' or '?='"

### bind_without_type
bind '/a' = ;  # error: parse "unexpected ';'; expected a type"

### function_without_body
function f;  # error: parse "unexpected ';'; expected '='"

### variable_without_name
variable = 1;  # error: parse "unexpected '='; expected the variable's name"

### type_without_name
type = long;  # error: parse "unexpected '='; expected the type's name"

### heredoc_as_a_path
<<P = 1;  # error: parse "unexpected a heredoc; expected a statement: a path, variable, include, bind,"
P

### nothing_after_the_header
#> {}

### blocks_may_end_with_or_without_semicolon
'/a' = { 1; };
'/b' = { 1 };
#> {"a": 1, "b": 1}
