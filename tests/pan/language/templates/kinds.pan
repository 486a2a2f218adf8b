# object, ordinary, unique, declaration and structure templates: which statements each may hold.

### object_template
'/a' = 1;
variable V = 2;
type t = long;
function f = 3;
bind '/a' = t;
'/b' = V + f();
#> {"a": 1, "b": 5}

### ordinary_template
include 'kinds_ordinary';

template kinds_ordinary;
'/a' = 1;
variable V = 2;
type t = long;
function f = 3;
bind '/a' = t;
'/b' = V + f();
#> {"a": 1, "b": 5}

### unique_template
include 'kinds_unique';

unique template kinds_unique;
'/a' = 1;
variable V = 2;
type t = long;
function f = 3;
bind '/a' = t;
'/b' = V + f();
#> {"a": 1, "b": 5}

### declaration_template
include 'kinds_declaration';
'/a' = 1;
'/b' = V + f();

declaration template kinds_declaration;
variable V = 2;
type t = long;
function f = 3;
bind '/a' = t;
valid '/a' = SELF == 1;
#> {"a": 1, "b": 5}

### declaration_template_with_a_path
include 'kinds_declaration_path';

declaration template kinds_declaration_path;
'/a' = 1;  # error: syntax "statement not allowed in declaration template; it may hold type, function,"

### structure_template
'/a' = create('kinds_structure');

structure template kinds_structure;
'x' = 1;
'y' ?= 2;
'z' = undef;
'z' = SELF;
'z' = 3;
#> {"a": {"x": 1, "y": 2, "z": 3}}

### structure_template_with_an_absolute_path
'/a' = create('kinds_structure_absolute');

structure template kinds_structure_absolute;
'/x' = 1;  # error: syntax "structure templates can only contain assignments to relative paths"

### structure_template_with_a_variable
'/a' = create('kinds_structure_variable');

structure template kinds_structure_variable;
variable V = 1;  # error: syntax "only relative assignments and include statements are allowed in"

### structure_template_with_a_type
'/a' = create('kinds_structure_type');

structure template kinds_structure_type;
type t = long;  # error: syntax "only relative assignments and include statements are allowed in"

### structure_template_with_a_function
'/a' = create('kinds_structure_function');

structure template kinds_structure_function;
function f = 1;  # error: syntax "only relative assignments and include statements are allowed in"

### structure_template_with_a_bind
'/a' = create('kinds_structure_bind');

structure template kinds_structure_bind;
bind '/x' = long;  # error: syntax "only relative assignments and include statements are allowed in"

### ordinary_template_with_a_relative_path
include 'kinds_relative';

template kinds_relative;
'x' = 1;  # error: syntax "ordinary, object, and unique templates can only contain assignments to"

### empty_templates
include 'kinds_empty';
include 'kinds_empty_unique';
include 'kinds_empty_declaration';
'/a' = create('kinds_empty_structure');

template kinds_empty;

unique template kinds_empty_unique;

declaration template kinds_empty_declaration;

structure template kinds_empty_structure;
#> {"a": {}}

### only_object_templates_are_written
template only_object_templates_are_written;
'/a' = 1;
#> (no profile)
