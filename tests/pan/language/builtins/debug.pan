# debug(text, ...) prints "[object] text" to standard error where debugging is on, and gives the text.

### off: the call is replaced by undef, its arguments are not evaluated
'/a' = is_defined(debug(error_if_called('x')));
#> {"a": false}

### on
# options: --debug
'/a' = debug('hello');
#stderr> [on] hello
#> {"a": "hello"}

### on_with_a_format
# options: --debug
'/a' = debug('%s has %d', OBJECT, 5);
#stderr> [on_with_a_format] on_with_a_format has 5
#> {"a": "on_with_a_format has 5"}

### on_for_some_templates
# options: --debug-ns-include debug_this.*
include 'debug_this_one';
include 'debug_that_one';

template debug_this_one;
'/a' = is_defined(debug('this'));

template debug_that_one;
'/b' = is_defined(debug('that'));
#stderr> [on_for_some_templates] this
#> {"a": true, "b": false}

### excluded
# options: --debug-ns-include .* --debug-ns-exclude debug_quiet
include 'debug_quiet';
include 'debug_loud';

template debug_quiet;
'/a' = is_defined(debug('quiet'));

template debug_loud;
'/b' = is_defined(debug('loud'));
#stderr> [excluded] loud
#> {"a": false, "b": true}

### namespace_must_match_as_a_whole
# options: --debug-ns-include namespace
'/a' = is_defined(debug('part'));
#> {"a": false}

### not_a_string
'/a' = debug(1);  # error: syntax "debug() and traceback() require a string argument"

### no_arguments
'/a' = debug();  # error: syntax "debug() requires at least one argument; 0 given"
