# first(resource, key, value) and next(resource, key, value) go over a resource by hand.

### list
'/a' = {
    l = list('x', OBJECT);
    seen = list();
    more = first(l, i, v);
    while (more) {
        append(seen, list(i, v));
        more = next(l, i, v);
    };
    seen;
};
#> {"a": [[0, "x"], [1, "list"]]}

### dict
'/a' = {
    d = dict('b', 2, 'a', OBJECT);
    seen = '';
    more = first(d, k, v);
    while (more) {
        seen = seen + k + to_string(v) + ' ';
        more = next(d, k, v);
    };
    seen;
};
#> {"a": "adict b2 "}

### empty
'/a' = { l = list(); list(first(l, i, v), OBJECT) };
#> {"a": [false, "empty"]}

### undef_where_the_variable_does_not_matter
'/a' = { l = list(OBJECT); first(l, undef, v); v };
#> {"a": "undef_where_the_variable_does_not_matter"}

### after_the_end: the variables keep their last values
'/a' = { l = list(OBJECT); first(l, i, v); x = next(l, i, v); list(x, is_defined(i), is_defined(v)) };
#> {"a": [false, true, true]}

### next_without_first
'/a' = { l = list(OBJECT); next(l, i, v) };  # error: evaluation "next() was called for a resource without"

### first_again_starts_anew
'/a' = { l = list('a', OBJECT); first(l, i, v); next(l, i, v); first(l, i, v); v };
#> {"a": "a"}

### two_resources_at_once
'/a' = {
    l = list('a', 'b');
    m = list('c', OBJECT);
    first(l, i, v); first(m, j, w);
    next(l, i, v); next(m, j, w);
    list(v, w);
};
#> {"a": ["b", "two_resources_at_once"]}

### each_resource_has_its_own_place: also when a variable holds another one
'/a' = {
    l = list('a', 'b', OBJECT);
    m = l;
    first(l, i, v);
    next(m, i, v);
    v;
};
#> {"a": "b"}

### value_is_an_alias
'/a' = { l = list(list(1)); first(l, i, v); append(v, OBJECT); l };
#> {"a": [[1, "value_is_an_alias"]]}

### global
variable G = dict('a', 1, 'b', 2);
'/a' = { first(G, k, v); next(G, k, v); list(k, v, OBJECT) };
#> {"a": ["b", 2, "global"]}

### no_resource
'/a' = { x = OBJECT; first(x, i, v) };  # error: evaluation "the first argument of first() must be a"

### dict_changed_between
# deviates: java-exceptions
'/a' = { d = dict('a', 1, 'b', 2); first(d, k, v); d['c'] = 3; next(d, k, v); OBJECT };  # error: evaluation "resource changed structurally during"

### literal_in_place_of_a_variable
'/a' = { l = list(OBJECT); first(l, 1, v) };  # error: syntax "the second and third arguments of first()"

### two_arguments
'/a' = { l = list(OBJECT); first(l, i) };  # error: syntax "first() requires exactly three arguments; 2"

### variable_of_another_kind
'/a' = { i = OBJECT; l = list(1); first(l, i, v); i };
#> {"a": 0}
