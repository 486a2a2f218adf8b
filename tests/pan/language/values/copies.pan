# Where a value is copied, and where two names mean the same resource.

### local_to_local_is_an_alias
'/a' = { x = list(OBJECT); y = x; append(y, 2); x };
#> {"a": ["local_to_local_is_an_alias", 2]}

### local_to_element_is_a_copy
'/a' = { x = list(OBJECT); y = dict(); y['k'] = x; append(x, 2); y };
#> {"a": {"k": ["local_to_element_is_a_copy"]}}

### element_to_local_is_an_alias
'/a' = { x = dict('k', list(OBJECT)); y = x['k']; append(y, 2); x };
#> {"a": {"k": ["element_to_local_is_an_alias", 2]}}

### list_and_dict_share_their_arguments
'/a' = { x = list(OBJECT); y = list(x); z = dict('k', x); append(x, 2); list(y, z) };
#> {"a": [[["list_and_dict_share_their_arguments", 2]], {"k": ["list_and_dict_share_their_arguments", 2]}]}

### global_to_local_is_a_copy
variable G = list(1, list(2));
'/a' = { x = G; x[1][0] = 3; list(x, G) };
#> {"a": [[1, [3]], [1, [2]]]}

### element_of_a_global_is_a_copy
variable G = dict('k', list(1));
'/a' = { x = G['k']; append(x, 2); list(x, G) };
#> {"a": [[1, 2], {"k": [1]}]}

### local_to_path_is_a_copy
'/a' = { x = list(OBJECT); x };
'/b' = value('/a');
'/b' = append(2);
#> {"a": ["local_to_path_is_a_copy"], "b": ["local_to_path_is_a_copy", 2]}

### value_is_a_copy
'/x' = dict('k', list(1));
'/a' = { v = value('/x'); v['k'][0] = 2; v };
#> {"a": {"k": [2]}, "x": {"k": [1]}}

### one_constant_in_two_paths
variable G = dict('k', list(1));
'/a' = G;
'/b' = G;
'/b/k/0' = 2;
'/c' = G;
#> {"a": {"k": [1]}, "b": {"k": [2]}, "c": {"k": [1]}}

### variable_from_a_variable
variable G = dict('k', 1);
variable H = G;
variable H = { SELF['k'] = 2; SELF };
'/a' = list(G, H);
#> {"a": [{"k": 1}, {"k": 2}]}

### argument_is_an_alias
function change = { ARGV[0]['changed'] = true; undef };
'/a' = { x = dict('k', OBJECT); change(x); x };
#> {"a": {"changed": true, "k": "argument_is_an_alias"}}

### argument_element_is_an_alias
function change = { ARGV[0][0] = 'changed'; undef };
'/a' = { x = dict('k', list(OBJECT)); change(x['k']); x };
#> {"a": {"k": ["changed"]}}

### result_of_a_function_is_an_alias
function same = ARGV[0];
'/a' = { x = list(OBJECT); y = same(x); append(y, 2); x };
#> {"a": ["result_of_a_function_is_an_alias", 2]}

### local_of_an_argument_is_an_alias
function change = { x = ARGV[0]; append(x, 'changed'); undef };
'/a' = { y = list(OBJECT); change(y); y };
#> {"a": ["local_of_an_argument_is_an_alias", "changed"]}

### self_to_local_is_an_alias
'/a' = list(1);
'/a' = { SELF[1] = 2; x = SELF; append(x, 3); SELF };
#> {"a": [1, 2, 3]}

### local_into_self_element: the value itself goes in, and a copy is given
'/a' = dict();
'/a' = { x = list(1); SELF['k'] = x; append(x, 2); SELF };
#> {"a": {"k": [1, 2]}}

### assigned_value_of_self_element
'/a' = dict();
'/a' = { x = list(1); y = SELF['k'] = x; append(y, 3); SELF };
#> {"a": {"k": [1]}}

### chain_of_locals
'/a' = { x = y = list(OBJECT); append(x, 1); append(y, 2); x };
#> {"a": ["chain_of_locals", 1, 2]}

### chain_with_an_element
'/a' = { x = y['k'] = z = list(OBJECT); append(x, 'x'); append(z, 'z'); list(x, y, z) };
#> {"a": [["chain_with_an_element", "x"], {"k": ["chain_with_an_element", "x"]}, ["chain_with_an_element", "z"]]}

### foreach_value_is_an_alias
'/a' = { x = list(list(OBJECT), list()); foreach (i; v; x) append(v, i); x };
#> {"a": [["foreach_value_is_an_alias", 0], [1]]}

### foreach_of_a_global_gives_copies
variable G = list(list(1));
'/a' = { foreach (i; v; G) { append(v, 2); kept = v }; list(kept, G) };
#> {"a": [[1, 2], [[1]]]}

### foreach_of_self
'/a' = list(list(1), list(2));
'/a' = { SELF[2] = list(3); foreach (i; v; SELF) append(v, i); SELF };
#> {"a": [[1], [2], [3, 2]]}

### first_and_next_give_aliases
'/a' = { x = list(list(OBJECT), list()); first(x, i, v); append(v, 1); next(x, i, v); append(v, 2); x };
#> {"a": [["first_and_next_give_aliases", 1], [2]]}

### append_shares_its_value
'/a' = { x = list(OBJECT); y = list(); append(y, x); append(x, 2); y };
#> {"a": [["append_shares_its_value", 2]]}

### merge_shares_its_elements
'/a' = { x = list(OBJECT); y = merge(list(x), list()); append(x, 2); y };
#> {"a": [["merge_shares_its_elements", 2]]}

### splice_shares_its_elements
'/a' = { x = list(OBJECT); y = splice(list(x, 1), 1, 1); append(x, 2); y };
#> {"a": [["splice_shares_its_elements", 2]]}

### clone_shares_nothing
'/a' = { x = list(list(OBJECT)); y = clone(x); append(x[0], 2); y };
#> {"a": [["clone_shares_nothing"]]}

### resource_within_itself
'/a' = { x = list(OBJECT); append(x, x); length(x) };
#> {"a": 2}

### structure_results_are_separate
'/a' = { x = create('copies_structure'); y = create('copies_structure'); x['l'][0] = 2; list(x, y) };

structure template copies_structure;
'l' = list(1);
#> {"a": [{"l": [2]}, {"l": [1]}]}

### constant_list_in_a_function: each call begins with the same one
function grow = { x = list('a'); append(x, ARGV[0]); x };
'/a' = list(grow(OBJECT), grow('b'));
#> {"a": [["a", "constant_list_in_a_function"], ["a", "b"]]}

### constant_list_in_a_loop
'/a' = {
    all = list();
    foreach (i; v; list('p', OBJECT)) { x = list(); append(x, v); append(all, x) };
    all;
};
#> {"a": [["p"], ["constant_list_in_a_loop"]]}

### default_of_value_is_copied
'/a' = { d = list(OBJECT); v = value('/none', d); append(v, 2); d };
#> {"a": ["default_of_value_is_copied"]}

### path_in_another_object_is_a_copy
'/a' = { v = value('copies_other:/x'); append(v, 2); v };
'/b' = value('copies_other:/x');

object template copies_other;
'/x' = list(1);
#> {"a": [1, 2], "b": [1]}

### circle: a resource that lies in itself cannot be copied into the tree
'/a' = { x = dict('l', list(OBJECT)); append(x['l'], x); x };  # error: evaluation "look for a resource that was put into itself"

### circle_in_a_constant: is found at once, not when it is written
# deviates: circular-constant
'/a' = { x = dict('l', list()); append(x['l'], x); x };  # error: evaluation "look for a resource that was put into itself"
'/a' = null;
'/b' = 1;
