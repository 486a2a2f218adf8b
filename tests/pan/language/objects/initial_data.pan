# --initial-data gives the element that the tree starts from.

### dict
# options: --initial-data dict('start','here')
'/a' = 1;
#> {"a": 1, "start": "here"}

### nested
# options: --initial-data dict('a',dict('b',list(1,2)))
'/a/b' = append(3);
#> {"a": {"b": [1, 2, 3]}}

### in_every_object
# options: --initial-data dict('start','here')
'/a' = value('initial_other:/start');

object template initial_other;
#> {"a": "here", "start": "here"}

### changed_in_one_object_only
# options: --initial-data dict('l',list(1))
'/l' = append(2);
'/other' = value('initial_other:/l');

object template initial_other;
#> {"l": [1, 2], "other": [1]}

### may_be_replaced
# options: --initial-data dict('a',1)
'/a' = 2;
#> {"a": 2}

### of_another_kind
# options: --initial-data dict('a',1)
'/a' = 'text';  # error: evaluation "an element of type long cannot be replaced by one of type string;"
