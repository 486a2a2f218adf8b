# The first use of a template in an object runs all its statements, later ones only assignments, variables and includes.

### ordinary_runs_each_time
'/a' = 0;
include 'often_ordinary';
include 'often_ordinary';

template often_ordinary;
'/a' = SELF + 1;
variable COUNT = if (is_defined(SELF)) SELF + 1 else 1;
'/count' = COUNT;
#> {"a": 2, "count": 2}

### unique_runs_once
'/a' = 0;
include 'often_unique';
include 'often_unique';

unique template often_unique;
'/a' = SELF + 1;
#> {"a": 1}

### declaration_runs_once
include 'often_declaration';
include 'often_declaration';
'/a' = COUNT;

declaration template often_declaration;
variable COUNT = if (is_defined(SELF)) SELF + 1 else 1;
#> {"a": 1}

### structure_runs_each_time
'/a' = create('often_structure');
'/b' = create('often_structure');

structure template often_structure;
'x' = OBJECT;
#> {"a": {"x": "structure_runs_each_time"}, "b": {"x": "structure_runs_each_time"}}

### types_and_functions_are_defined_once
include 'often_types';
include 'often_types';
'/a' = f();

template often_types;
type t = long;
function f = 1;
bind '/a' = t;
#> {"a": 1}

### once_in_each_object
'/a' = value('often_other:/a');
include 'often_shared';

object template often_other;
include 'often_shared';

unique template often_shared;
'/a' ?= 5;
#> {"a": 5}
