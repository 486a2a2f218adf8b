# foreach (key; value; resource) block; goes over a list by index, over a dict in the order of its keys.

### list
'/a' = {
    text = '';
    foreach (i; v; list('x', 'y')) text = text + to_string(i) + v + ' ';
    text;
};
#> {"a": "0x 1y "}

### dict_in_the_order_of_keys
variable D = dict('b', 2, 'a', 1, 'C', 3, '_', 4);
'/a' = {
    text = '';
    foreach (k; v; D) text = text + k + to_string(v) + ' ';
    text;
};
#> {"a": "C3 _4 a1 b2 "}

### value_is_that_of_the_last_round
'/a' = foreach (i; v; list(1, 2, 3)) v * 10;
#> {"a": 30}

### empty
'/a' = is_defined(foreach (i; v; list()) 1);
#> {"a": false}

### variables_keep_their_last_values
'/a' = { foreach (i; v; list('x', 'y', 'z')) true; list(i, v) };
#> {"a": [2, "z"]}

### variables_are_undef_after_an_empty_resource
'/a' = {
    i = 5;
    foreach (i; v; list()) true;
    list(is_defined(i), is_defined(v));
};
#> {"a": [false, false]}

### variables_may_be_of_any_kind_before
'/a' = {
    i = 'text';
    v = dict();
    foreach (i; v; list(1, 'two', list(3))) true;
    list(i, v);
};
#> {"a": [2, [3]]}

### values_of_different_kinds
'/a' = {
    kinds = list();
    foreach (i; v; list(1, 'x', true, 1.5, list(), dict())) {
        kinds[i] = if (is_string(v)) 'string' else if (is_number(v)) 'number' else 'other';
    };
    kinds;
};
#> {"a": ["number", "string", "other", "number", "other", "other"]}

### nested
'/a' = {
    all = list();
    foreach (i; row; list(list(1, 2), list(3))) {
        foreach (j; cell; row) append(all, list(i, j, cell));
    };
    all;
};
#> {"a": [[0, 0, 1], [0, 1, 2], [1, 0, 3]]}

### over_a_string
'/a' = foreach (i; c; 'abc') c;  # error: evaluation "the third argument of foreach must be a list or a"

### over_undef
variable A = undef;
'/a' = foreach (i; v; A) v;  # error: evaluation "the third argument of foreach must be a list or a dict;"

### list_is_live: appending prolongs the loop
'/a' = {
    l = list(1);
    foreach (i; v; l) {
        if (v < 5) append(l, v + 1);
    };
    l;
};
#> {"a": [1, 2, 3, 4, 5]}

### list_is_live_deleting_shortens_it
'/a' = {
    l = list('a', 'b', 'c', 'd');
    seen = '';
    foreach (i; v; l) {
        seen = seen + v;
        delete(l[-1]);
    };
    seen;
};
#> {"a": "ab"}

### dict_gains_a_key
'/a' = {
    d = dict('a', 1, 'b', 2);
    foreach (k; v; d) d['new_' + k] = v;  # error: evaluation "the dict gained or lost a key while foreach"
    d;
};

### dict_loses_a_key
'/a' = {
    d = dict('a', 1, 'b', 2);
    foreach (k; v; d) delete(d[k]);  # error: evaluation "the dict gained or lost a key while foreach ran"
    d;
};

### dict_changed_in_the_last_round: nobody looks any more
'/a' = {
    d = dict('a', 1);
    foreach (k; v; d) d['b'] = 2;
    d;
};
#> {"a": {"a": 1, "b": 2}}

### dict_values_may_be_replaced
'/a' = {
    d = dict('a', 1, 'b', 2);
    foreach (k; v; d) d[k] = v * 10;
    d;
};
#> {"a": {"a": 10, "b": 20}}

### dict_element_deleted_and_set_again: counts as a change too
'/a' = {
    d = dict('a', 1, 'b', 2);
    foreach (k; v; d) { d[k] = null; d[k] = 1 };  # error: evaluation "the dict gained or lost a key while"
    d;
};

### value_is_an_alias: what is done to it is done to the resource
'/a' = {
    d = dict('x', list(1), 'y', list(2));
    foreach (k; v; d) append(v, 0);
    d;
};
#> {"a": {"x": [1, 0], "y": [2, 0]}}

### value_of_a_global_is_a_copy
variable D = dict('x', list(1));
'/a' = { foreach (k; v; D) append(v, 0); D };
#> {"a": {"x": [1]}}

### self
'/a' = list(1, 2, 3);
'/a' = {
    sum = 0;
    foreach (i; v; SELF) sum = sum + v;
    append(sum);
};
#> {"a": [1, 2, 3, 6]}

### loop_variables_with_indices
'/a' = {
    foreach (x['k']; x['v']; list('p', 'q')) true;
    x;
};
#> {"a": {"k": 1, "v": "q"}}

### no_limit: foreach ignores --max-iteration
# options: --max-iteration 3
'/a' = { n = 0; foreach (i; v; list(1, 2, 3, 4, 5)) n = n + v; n };
#> {"a": 15}

### loop_variable_is_a_global
variable G = 1;
'/a' = foreach (i; G; list(1)) OBJECT;  # error: evaluation "global variable 'G' cannot be modified from a"

### two_variables_are_needed
'/a' = foreach (v; list(1)) v;  # error: parse "unexpected '('; expected ';'"
