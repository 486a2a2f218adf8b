# substitute(s [, dict]) fills in ${name} from a dict, or from local and global variables.

### dict
'/a' = substitute('${a} and ${b}', dict('a', 1, 'b', 'two'));
#> {"a": "1 and two"}

### variables: local ones first
variable NAME = 'global';
'/a' = { local = 'local'; substitute('${local} ${NAME} ${OBJECT}') };
#> {"a": "local global variables"}

### local_shadows_global
variable NAME = 'global';
function f = { name = ARGV[0]; substitute('${name}') };
'/a' = f('argument');
#> {"a": "argument"}

### values_of_all_kinds
'/a' = substitute('${l} ${d} ${b} ${f}', dict('l', list(1, 2), 'd', dict('k', 1), 'b', true, 'f', 1.5));
#> {"a": "[ 1, 2 ] { k, 1 } true 1.5"}

### nested: values are substituted again
'/a' = substitute('${a}', dict('a', '<${b}>', 'b', 'deep'));
#> {"a": "<deep>"}

### escape: two dollars
'/a' = substitute('$${a} $a ${a}', dict('a', 1));
#> {"a": "${a} $a 1"}

### no_names
'/a' = substitute('nothing $ here {}', dict());
#> {"a": "nothing $ here {}"}

### not_closed
'/a' = substitute('${a', dict('a', 1));
#> {"a": "${a"}

### empty_name
'/a' = substitute('${}', dict());  # error: evaluation "variable () is undefined in substitute()"

### unknown_name
'/a' = substitute('${z}', dict('a', 1));  # error: evaluation "variable (z) is undefined in substitute()"

### unknown_variable
'/a' = substitute('${z}');  # error: evaluation "variable (z) is undefined in substitute()"

### default_is_never_reached
'/a' = substitute('${z:-x}', dict('a', 1));  # error: evaluation "variable (z) is undefined in substitute()"

### cycle
# deviates: java-exceptions
'/a' = substitute('${a}', dict('a', '${b}', 'b', '${a}'));  # error: evaluation "Infinite loop in property interpolation"

### undef_value
'/a' = substitute('${a}', dict('a', undef));
#> {"a": "undef"}

### text_not_a_string
'/a' = substitute(1);  # error: evaluation "the first argument of substitute() must be a string; found long"

### values_not_a_dict
'/a' = substitute('x', list());  # error: evaluation "the second argument of substitute() must be a dict;"

### three_arguments
'/a' = substitute('x', dict(), 1);  # error: syntax "substitute() requires one or two arguments; 3 given"
