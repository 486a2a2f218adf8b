# is_boolean, is_string and their like tell the kind of a value; a variable that does not exist is of none.

### values
function kinds = {
    x = ARGV[0];
    list(is_boolean(x), is_long(x), is_double(x), is_number(x), is_string(x), is_property(x),
        is_list(x), is_dict(x), is_nlist(x), is_resource(x), is_defined(x), is_null(x));
};
'/boolean' = kinds(true);
'/long' = kinds(1);
'/double' = kinds(1.0);
'/string' = kinds('1');
'/list' = kinds(list());
'/dict' = kinds(dict());
'/undef' = kinds(undef);
#> {"boolean": [true, false, false, false, false, true, false, false, false, false, true, false],
#>  "dict": [false, false, false, false, false, false, false, true, true, true, true, false],
#>  "double": [false, false, true, true, false, true, false, false, false, false, true, false],
#>  "list": [false, false, false, false, false, false, true, false, false, true, true, false],
#>  "long": [false, true, false, true, false, true, false, false, false, false, true, false],
#>  "string": [false, false, false, false, true, true, false, false, false, false, true, false],
#>  "undef": [false, false, false, false, false, false, false, false, false, false, false, false]}

### null_value
'/a' = { x = null; list(is_null(x), is_defined(x), is_property(x), is_resource(x), OBJECT) };
#> {"a": [true, false, false, false, "null_value"]}

### undefined_variable: is no error
'/a' = list(is_string(UNDEFINED), is_defined(UNDEFINED), is_null(UNDEFINED), is_list(UNDEFINED['x']));
#> {"a": [false, false, false, false]}

### missing_element
'/a' = { x = dict('k', OBJECT); list(is_string(x['k']), is_string(x['z']), is_string(x['k']['y'])) };
#> {"a": [true, false, false]}

### wrong_kind_on_the_way
'/a' = { x = list(OBJECT); list(is_string(x['k']), is_string(x[0])) };
#> {"a": [false, true]}

### expressions
'/a' = list(is_string('a' + OBJECT), is_long(length(OBJECT)), is_boolean(OBJECT == 'x'));
#> {"a": [true, true, true]}

### expression_that_fails
'/a' = is_string(1 + UNDEFINED);  # error: evaluation "variable named 'UNDEFINED' is undefined"

### constants
'/a' = list(is_long(1), is_double(1), is_null(null), is_defined(undef), is_dict(dict('a', 1)));
#> {"a": [true, false, true, false, true]}

### self
'/a' = 1;
'/a' = if (is_long(SELF)) 2 else 3;
#> {"a": 2}

### argument_of_a_missing_argv
function f = list(is_defined(ARGV[0]), is_string(ARGV[0]));
'/a' = f();
#> {"a": [false, false]}

### two_arguments
'/a' = is_string('a', 'b');  # error: syntax "is_string() requires exactly one argument; 2 given"

### no_arguments
'/a' = is_defined();  # error: syntax "is_defined() requires exactly one argument; 0 given"
