# boolean long double string number property element list dict nlist resource.

### each_takes_its_own
bind '/b' = boolean;
bind '/l' = long;
bind '/d' = double;
bind '/s' = string;
bind '/list' = list;
bind '/dict' = dict;
bind '/nlist' = nlist;
'/b' = true;
'/l' = 1;
'/d' = 1.5;
'/s' = 'x';
'/list' = list();
'/dict' = dict();
'/nlist' = dict('a', 1);
#> {"b": true, "d": 1.5, "dict": {}, "l": 1, "list": [], "nlist": {"a": 1}, "s": "x"}

### number: long or double
bind '/a' = number;
bind '/b' = number;
'/a' = 1;
'/b' = 1.5;
#> {"a": 1, "b": 1.5}

### number_takes_no_string
bind '/a' = number;
'/a' = '1';  # error: validation "validation requires type of 'number' but element is of type 'string'"

### property: no resource
bind '/a' = property;
'/a' = list();  # error: validation "validation requires type of 'property' but element is of type 'list'"

### resource: no property
bind '/a' = resource;
'/a' = 1;  # error: validation "validation requires type of 'resource' but element is of type 'long'"

### element: anything
bind '/a' = element;
bind '/b' = element;
'/a' = list();
'/b' = true;
#> {"a": [], "b": true}

### long_is_no_double
bind '/a' = double;
'/a' = 1;  # error: validation "validation requires type of 'double' but element is of type 'long'"

### double_is_no_long
bind '/a' = long;
'/a' = 1.0;  # error: validation "validation requires type of 'long' but element is of type 'double'"

### string_is_no_boolean
bind '/a' = boolean;
'/a' = 'true';  # error: validation "validation requires type of 'boolean' but element is of type 'string'"

### dict_is_no_list
bind '/a' = list;
'/a' = dict();  # error: validation "validation requires type of 'list' but element is of type 'nlist'"

### list_is_no_dict
bind '/a' = dict;
'/a' = list();  # error: validation "validation requires type of 'dict' but element is of type 'list'"

### undef_is_refused_before_any_type
bind '/a' = element;
'/a' = undef;  # error: validation "element at /a is undefined"
