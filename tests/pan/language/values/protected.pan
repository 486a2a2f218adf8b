# Constants and globals are protected: a change through SELF or a local variable makes a copy of the level it touches.

### self_of_a_constant
'/a' = dict('x', dict('y', 1));
'/a' = { SELF['x']['y'] = 2; SELF };
#> {"a": {"x": {"y": 2}}}

### self_of_a_constant_two_paths
variable G = dict('x', dict('y', 1), 'z', list(1));
'/a' = G;
'/b' = G;
'/a' = { SELF['x']['y'] = 2; SELF };
'/a' = { SELF['z'][0] = 3; SELF };
#> {"a": {"x": {"y": 2}, "z": [3]}, "b": {"x": {"y": 1}, "z": [1]}}

### path_below_a_constant
variable G = dict('x', dict('y', 1));
'/a' = G;
'/a/x/y' = 2;
'/b' = G;
#> {"a": {"x": {"y": 2}}, "b": {"x": {"y": 1}}}

### append_to_self
variable G = list(1);
'/a' = G;
'/a' = append(2);
'/b' = G;
#> {"a": [1, 2], "b": [1]}

### self_of_a_variable
variable G = dict('x', dict('y', 1));
variable H = G;
variable H = { SELF['x']['y'] = 2; SELF };
'/a' = list(G, H);
#> {"a": [{"x": {"y": 1}}, {"x": {"y": 2}}]}

### local_of_a_global_is_no_longer_protected
variable G = list(list(1));
'/a' = { x = G; append(x[0], 2); x };
#> {"a": [[1, 2]]}

### argument_global
variable G = list(1);
function change = { ARGV[0][0] = 5; ARGV[0] };
'/a' = change(G);
'/b' = G;
#> {"a": [5], "b": [1]}

### index_of_a_list_in_a_global: protected lists compare as empty ones
variable G = list(list(), list(1));
'/a' = list(index(list(), G), index(list(1), G), index(list(7), G));
#> {"a": [0, -1, -1]}

### delete_from_self
variable G = dict('x', 1, 'y', 2);
'/a' = G;
'/a' = { delete(SELF['x']); SELF };
'/b' = G;
#> {"a": {"y": 2}, "b": {"x": 1, "y": 2}}

### defaults_are_shared_and_protected
type t = dict = dict('x', list(1));
bind '/a' = t;
bind '/b' = t;
'/a' = undef;
'/b' = undef;
#> {"a": {"x": [1]}, "b": {"x": [1]}}
