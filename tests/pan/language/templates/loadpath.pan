# LOADPATH, a list of folders relative to the include path, is where templates and files are looked for as well.

### searched
variable LOADPATH = list('loadpath_folder');
include 'loadpath_part';

## loadpath_folder/loadpath_part.pan
template loadpath_part;
'/a' = 'from the folder';
#> {"a": "from the folder"}

### include_path_itself_comes_first
variable LOADPATH = list('loadpath_folder');
include 'loadpath_part';

## loadpath_part.pan
template loadpath_part;
'/a' = 'from the top';
## loadpath_folder/loadpath_part.pan
template loadpath_part;
'/a' = 'from the folder';
#> {"a": "from the top"}

### in_order
variable LOADPATH = list('loadpath_one', 'loadpath_two');
include 'loadpath_part';

## loadpath_one/loadpath_part.pan
template loadpath_part;
'/a' = 'one';
## loadpath_two/loadpath_part.pan
template loadpath_part;
'/a' = 'two';
#> {"a": "one"}

### before_it_is_set
include 'loadpath_part';  # error: evaluation "cannot locate template named 'loadpath_part'"
variable LOADPATH = list('loadpath_folder');

## loadpath_folder/loadpath_part.pan
template loadpath_part;

### extended
variable LOADPATH = list('loadpath_one');
variable LOADPATH = append('loadpath_two');
include 'loadpath_part';

## loadpath_two/loadpath_part.pan
template loadpath_part;
'/a' = LOADPATH;
#> {"a": ["loadpath_one", "loadpath_two"]}

### changed_between: a template that was loaded stays what it is
variable LOADPATH = list('loadpath_one');
include 'loadpath_part';
variable LOADPATH = list('loadpath_two');
include 'loadpath_part';

## loadpath_one/loadpath_part.pan
template loadpath_part;
'/a' ?= list();
'/a' = append('one');
## loadpath_two/loadpath_part.pan
template loadpath_part;
'/a' = append('two');
#> {"a": ["one", "one"]}

### set_in_an_included_template: stays set
include 'loadpath_setter';
include 'loadpath_part';

template loadpath_setter;
variable LOADPATH = list('loadpath_folder');

## loadpath_folder/loadpath_part.pan
template loadpath_part;
'/a' = 1;
#> {"a": 1}

### missing_folder: is no error
variable LOADPATH = list('nowhere', 'loadpath_folder');
include 'loadpath_part';

## loadpath_folder/loadpath_part.pan
template loadpath_part;
'/a' = 1;
#> {"a": 1}

### for_structure_templates
variable LOADPATH = list('loadpath_folder');
'/a' = create('loadpath_structure');

## loadpath_folder/loadpath_structure.pan
structure template loadpath_structure;
'x' = 1;
#> {"a": {"x": 1}}

### not_for_other_objects: they must be on the include path itself
variable LOADPATH = list('loadpath_folder');
'/a' = value('loadpath_object:/x');  # error: evaluation "cannot locate object template named"

## loadpath_folder/loadpath_object.pan
object template loadpath_object;
'/x' = 5;

### dependencies: tell the folder that the name is relative to
variable LOADPATH = list('loadpath_folder');
include 'loadpath_part';

## loadpath_folder/loadpath_part.pan
template loadpath_part;
'/a' = 1;
#dep> dependencies PAN
#dep> loadpath_part PAN
#> {"a": 1}

### not_a_list
variable LOADPATH = 'folder';  # error: evaluation "an element of type list cannot be replaced by one of"

### not_strings
variable LOADPATH = list('a', 1);  # error: evaluation "LOADPATH must be a list of strings; it contains an"

### absolute
variable LOADPATH = list('/usr');  # error: evaluation "LOADPATH can only contain relative paths; found"

### below_a_folder
variable LOADPATH = list('loadpath_folder');
include 'deep/part';

## loadpath_folder/deep/part.pan
template deep/part;
'/a' = TEMPLATE;
#> {"a": "deep/part"}
