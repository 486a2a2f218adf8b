# Which kinds may include which.

### object_includes_ordinary_unique_declaration
include 'rules_ordinary';
include 'rules_unique';
include 'rules_declaration';
'/c' = C;

template rules_ordinary;
'/a' = 1;

unique template rules_unique;
'/b' = 2;

declaration template rules_declaration;
variable C = 3;
#> {"a": 1, "b": 2, "c": 3}

### object_includes_structure
include 'rules_structure';  # error: evaluation "OBJECT template cannot include STRUCTURE template"

structure template rules_structure;
'x' = 1;

### object_includes_object
include 'rules_object';  # error: evaluation "OBJECT template cannot include OBJECT template"

object template rules_object;
'/x' = 1;

### object_includes_itself
include 'object_includes_itself';  # error: evaluation "OBJECT template cannot include OBJECT template"

### ordinary_includes_structure
include 'rules_ordinary';

template rules_ordinary;
include 'rules_structure';  # error: evaluation "ORDINARY template cannot include STRUCTURE template"

structure template rules_structure;
'x' = 1;

### structure_includes_structure
'/a' = create('rules_outer');

structure template rules_outer;
include 'rules_inner';
'y' = 2;

structure template rules_inner;
'x' = 1;
#> {"a": {"x": 1, "y": 2}}

### structure_includes_declaration
'/a' = create('rules_outer');
'/b' = V;

structure template rules_outer;
include 'rules_declaration';
'x' = V;

declaration template rules_declaration;
variable V = 5;
#> {"a": {"x": 5}, "b": 5}

### structure_includes_ordinary
'/a' = create('rules_outer');

structure template rules_outer;
include 'rules_ordinary';  # error: evaluation "STRUCTURE template cannot include ORDINARY template"

template rules_ordinary;
'/x' = 1;

### declaration_includes_declaration
include 'rules_outer';
'/a' = V;

declaration template rules_outer;
include 'rules_inner';

declaration template rules_inner;
variable V = 5;
#> {"a": 5}

### declaration_includes_ordinary
include 'rules_outer';

declaration template rules_outer;
include 'rules_ordinary';  # error: evaluation "DECLARATION template cannot include ORDINARY template"

template rules_ordinary;
'/x' = 1;

### unique_includes_ordinary
include 'rules_unique';

unique template rules_unique;
include 'rules_ordinary';

template rules_ordinary;
'/x' = 1;
#> {"x": 1}

### unique_includes_structure
include 'rules_unique';

unique template rules_unique;
include 'rules_structure';  # error: evaluation "UNIQUE template cannot include STRUCTURE template"

structure template rules_structure;
'x' = 1;
