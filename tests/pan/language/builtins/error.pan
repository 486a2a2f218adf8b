# error(text, ...) refuses the object with a message of the template's author.

### text
'/a' = error('not like this');  # error: evaluation "[text] user-initiated error: not like this"

### format
'/a' = error('%s is %d', OBJECT, 5);  # error: evaluation "[format] user-initiated error: format is 5"

### computed
variable WHAT = 'disk';
'/a' = error('no ' + WHAT);  # error: evaluation "[computed] user-initiated error: no disk"

### in_a_branch
'/a' = if (OBJECT == 'in_a_branch') error('this object') else 1;  # error: evaluation "[in_a_branch] user-initiated error:"

### text_not_a_string
'/a' = error(1);  # error: evaluation "the first argument for error() needs to be a string; found long"

### format_error
'/a' = error('%d', 'text');  # error: evaluation "invalid format specification or mismatched types in"

### no_arguments
'/a' = error();  # error: syntax "error() requires at least one argument; 0 given"

### in_an_argument: is refused when compiled
'/a' = length(error('x'));  # error: syntax "error() may not appear in a restricted context (an index of"

### in_an_operand
'/a' = 1 + error('x');  # error: evaluation "[in_an_operand] user-initiated error: x"
