# include runs another template in the same object.

### by_name
include 'include_part';

template include_part;
'/a' = 1;
#> {"a": 1}

### by_expression
variable WHICH = 'two';
include 'include_' + WHICH;

template include_one;
'/a' = 1;

template include_two;
'/a' = 2;
#> {"a": 2}

### block
include {
    if (OBJECT == 'block') 'include_yes' else 'include_no';
};

template include_yes;
'/a' = 'yes';
#> {"a": "yes"}

### null_includes_nothing
include null;
'/a' = 1;
#> {"a": 1}

### undef_includes_nothing
include if (OBJECT == 'x') 'y';
'/a' = 1;
#> {"a": 1}

### old_form_with_braces_around_a_name
include { 'include_braces' };

template include_braces;
'/a' = 1;
#> {"a": 1}

### bare_name_is_a_variable
include include_bare;  # error: evaluation "variable named 'include_bare' is undefined"

template include_bare;
'/a' = 1;

### in_order
'/a' = list('object');
include 'include_order';
'/a' = append('object again');

template include_order;
'/a' = append('included');
#> {"a": ["object", "included", "object again"]}

### twice_runs_twice
'/a' = 0;
include 'include_twice';
include 'include_twice';

template include_twice;
'/a' = SELF + 1;
#> {"a": 2}

### missing
include 'include_missing';  # error: evaluation "cannot locate template named 'include_missing'"

### nearly_right: says what there is
include 'include_neraly';  # error: evaluation "did you mean include_nearly?"

template include_nearly;
'/a' = 1;

### nearly_right_folder
include 'include_foldr/inner/part';  # error: evaluation "did you mean include_folder/inner/part?"

template include_folder/inner/part;
'/a' = 1;

### nearly_right_folder_and_name
include 'include_foldr/inner/prat';  # error: evaluation "did you mean include_folder/inner/part?"

template include_folder/inner/part;
'/a' = 1;

### not_a_string
include 5;  # error: syntax "the value of an include statement must be a string, null, or undef; found"

### not_a_string_when_built
variable A = list();
include A;  # error: evaluation "the value of an include statement must be a string, null, or undef; found"

### invalid_name
include '/absolute';  # error: syntax "invalid template name (/absolute) in an include statement"

### invalid_name_when_built
variable A = 'a b';
include A;  # error: evaluation "invalid template name (a b) in an include statement"

### self
include SELF;  # error: syntax "SELF cannot be used within an include statement"

### itself: until the depth limit
include 'include_itself';

template include_itself;
include 'include_itself';  # error: evaluation "call depth limit (50) exceeded by includes, functions or"

### each_other
include 'include_ping';

template include_ping;
include 'include_pong';

template include_pong;
include 'include_ping';  # error: evaluation "call depth limit (50) exceeded by includes, functions or"

### error_inside: the place is that of the included template
include 'include_failing';

template include_failing;
'/a' = 1;
'/b' = error('from inside');  # error: evaluation "[error_inside] user-initiated error: from inside"

### syntax_error_inside
include 'include_broken';

template include_broken;
'/a' = ;  # error: parse "an empty DML statement has no value; write an expression before this ';'"

### in_a_folder
include 'include_folder/deep/part';

template include_folder/deep/part;
'/a' = TEMPLATE;
#> {"a": "include_folder/deep/part"}
