# type* is a string with the path of an element that is of the type.

### valid
bind '/a' = long*;
'/a' = '/b';
'/b' = 1;
#> {"a": "/b", "b": 1}

### target_of_a_wrong_kind
bind '/a' = long*;
'/a' = '/b';  # error: validation "validation requires type of 'long' but element is of type 'string'"
'/b' = 'x';

### target_missing
bind '/a' = long*;
'/a' = '/b';  # error: validation "the link's path '/b' leads nowhere: path '/b' does not have an associated"

### not_a_string
bind '/a' = long*;
'/a' = 1;  # error: validation "a link must be a string with a path; found long"

### not_a_path
# deviates: link-path
bind '/a' = long*;
'/a' = '/a b';  # error: validation "invalid link path '/a b'"

### relative_path
bind '/a' = long*;
'/a' = 'b';  # error: validation "the link's path 'b' leads nowhere: relative path 'b' cannot be used to"
'/b' = 1;

### list_of_links
bind '/a' = long*[];
'/a' = list('/b', '/c');  # error: validation "the element at the linked path '/c' failed validation"
'/b' = 1;
'/c' = 'x';

### link_to_a_list
bind '/a' = long[]*;
'/a' = '/b';
'/b' = list(1);
#> {"a": "/b", "b": [1]}

### link_to_a_link
bind '/a' = long**;
'/a' = '/b';
'/b' = '/c';
'/c' = 1;
#> {"a": "/b", "b": "/c", "c": 1}

### link_to_another_object
bind '/a' = long*;
'/a' = 'link_other:/b';

object template link_other;
'/b' = 1;
#> {"a": "link_other:/b"}

### link_to_another_object_of_a_wrong_kind
bind '/a' = long*;
'/a' = 'link_other:/b';  # error: validation "the element at the linked path 'link_other:/b' failed"

object template link_other;
'/b' = 'x';

### defaults_are_filled_into_the_target
type t = {
    'x' : long = 5
};
bind '/a' = t*;
'/a' = '/b';
'/b' = dict();
#> {"a": "/b", "b": {"x": 5}}
