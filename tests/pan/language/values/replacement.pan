# A value may be replaced by one of its own kind, undef or null; undef by anything.

### all_kinds_by_themselves
'/a' = 1; '/a' = 2;
'/b' = 'x'; '/b' = 'y';
'/c' = true; '/c' = false;
'/d' = 1.0; '/d' = 2.0;
'/e' = list(1); '/e' = list();
'/f' = dict('a', 1); '/f' = dict('b', 2);
#> {"a": 2, "b": "y", "c": false, "d": 2.0, "e": [], "f": {"b": 2}}

### long_by_string
'/a' = 1;
'/a' = OBJECT;  # error: evaluation "an element of type long cannot be replaced by one of type string;"

### string_by_long
'/a' = 'x';
'/a' = length(OBJECT);  # error: evaluation "an element of type string cannot be replaced by one of type"

### long_by_double
'/a' = 1;
'/a' = 1.0;  # error: evaluation "an element of type long cannot be replaced by one of type double; assign"

### property_by_resource
'/a' = 1;
'/a' = list(OBJECT);  # error: evaluation "an element of type long cannot be replaced by one of type list;"

### list_by_dict
'/a' = list();
'/a' = dict('k', OBJECT);  # error: evaluation "an element of type list cannot be replaced by one of type"

### by_undef
'/a' = 1;
'/a' = undef;
'/a' = OBJECT;
#> {"a": "by_undef"}

### by_a_computed_undef
'/a' = 1;
'/a' = if (OBJECT == '') 2;
'/a' = OBJECT;
#> {"a": "by_a_computed_undef"}

### by_a_computed_null
'/a' = 1;
'/a' = { if (OBJECT == 'by_a_computed_null') null else 2 };
'/b' = exists('/a');
#> {"b": false}

### list_element
'/a' = list(1, 2);
'/a/0' = 'x';  # error: evaluation "an element of type long cannot be replaced by one of type string; assign"

### dict_element
'/a' = dict('k', 1);
'/a/k' = list();  # error: evaluation "an element of type long cannot be replaced by one of type list;"

### element_through_self
'/a' = dict('k', 1);
'/a' = { SELF['k'] = OBJECT; SELF };  # error: evaluation "an element of type long cannot be replaced by one"

### global_variable
variable G = list();
variable G = dict();  # error: evaluation "an element of type list cannot be replaced by one of type nlist;"

### loop_variable
'/a' = { foreach (i; v; list(1, 'x', list())) w = v; w };  # error: evaluation "an element of type long cannot be"
