# Undefined elements come before all types; then bindings with longer paths come first, and then by term.

### undefined_elements_first
bind '/a' = long;
'/a' = 'wrong';
'/z' = undef;  # error: validation "element at /z is undefined"

### longer_paths_first
bind '/a' = element with error('short');
bind '/a/b/c' = element with error('long');
bind '/a/b' = element with error('middle');
'/a/b/c' = 1;  # error: validation "user-initiated error: long"

### by_term
bind '/b' = element with error('b');
bind '/a' = element with error('a');
'/a' = 1;  # error: validation "user-initiated error: a"
'/b' = 1;

### indices_before_keys_and_by_number
bind '/l/10' = element with error('ten');
bind '/l/9' = element with error('nine');
'/l' = list(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);  # error: validation "user-initiated error: nine"

### in_the_order_of_statements_on_one_path
bind '/a' = element with error('first');
bind '/a' = element with error('second');
'/a' = 1;  # error: validation "user-initiated error: first"

### first_undefined_element: in the order of the tree
'/b' = undef;
'/a/z' = undef;
'/a/y' = undef;  # error: validation "element at /a/y is undefined"
