# type[] is a list of elements of the type; type[min..max] limits their number.

### valid
bind '/a' = long[];
'/a' = list(1, 2, 3);
#> {"a": [1, 2, 3]}

### empty
bind '/a' = long[];
'/a' = list();
#> {"a": []}

### wrong_element
bind '/a' = long[];
'/a' = list(1, 'two', 3);  # error: validation "element path: '/a/1'"

### not_a_list
bind '/a' = long[];
'/a' = dict();  # error: validation "validation requires type of 'list' but element is of type 'nlist'"

### size
bind '/a' = long[1..2];
'/a' = list(1, 2, 3);  # error: validation "list size (3) is outside range 1..2"

### exact_size
bind '/a' = long[2];
'/a' = list(1);  # error: validation "list size (1) is outside range 2..2"

### of_lists
bind '/a' = long[][];
'/a' = list(list(1), list('x'));  # error: validation "element path: '/a/1/0'"

### of_records
type t = {
    'a' : long
};
bind '/l' = t[];
'/l/0/a' = 1;
'/l/1/a' = 'x';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### size_before_elements
bind '/a' = long[2];
'/a' = list('x');  # error: validation "list size (1) is outside range 2..2"

### null_in_a_list
bind '/a' = long[];
'/a' = list(1, null);  # error: validation "element at /a/1 is undefined"
