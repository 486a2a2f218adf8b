# The .dep output lists every source that an object was made from, and what was looked for and not found.

### includes
include 'dependencies_one';

template dependencies_one;
include 'dependencies_two';
'/a' = 1;

template dependencies_two;
#dep> dependencies_one PAN
#dep> dependencies_two PAN
#dep> includes PAN
#> {"a": 1}

### structure_templates
'/a' = create('dependencies_structure');

structure template dependencies_structure;
'x' = 1;
#dep> dependencies_structure PAN
#dep> structure_templates PAN
#> {"a": {"x": 1}}

### other_objects_with_all_of_theirs
'/a' = value('dependencies_other:/x');

object template dependencies_other;
include 'dependencies_part';
'/x' = 1;

template dependencies_part;
#dep> dependencies_other PAN
#dep> dependencies_part PAN
#dep> other_objects_with_all_of_theirs PAN
#> {"a": 1}

### objects_that_are_only_asked_for
'/a' = exists('dependencies_other:/x');

object template dependencies_other;
'/x' = 1;
#dep> dependencies_other PAN
#dep> objects_that_are_only_asked_for PAN
#> {"a": true}

### objects_that_do_not_exist
'/a' = exists('dependencies_nowhere:/x');
#dep> dependencies_nowhere ABSENT_SOURCE
#dep> objects_that_do_not_exist PAN
#> {"a": false}

### links_to_other_objects
bind '/a' = long*;
'/a' = 'dependencies_other:/x';

object template dependencies_other;
'/x' = 1;
#dep> dependencies_other PAN
#dep> links_to_other_objects PAN
#> {"a": "dependencies_other:/x"}

### files
'/a' = file_contents('dependencies.txt');

## dependencies.txt
text
#dep> dependencies.txt TEXT
#dep> files PAN
#> {"a": "text\n"}

### templates_that_are_only_asked_for: are not listed
'/a' = exists('dependencies_there');

template dependencies_there;
#dep> templates_that_are_only_asked_for PAN
#> {"a": true}

### old_suffix
include 'dependencies_old';

## dependencies_old.tpl
template dependencies_old;
'/a' = 1;
#dep> dependencies_old TPL
#dep> old_suffix PAN
#> {"a": 1}

### sorted_by_name
include 'dependencies_b';
include 'dependencies_A';
include 'dependencies_a';

template dependencies_b;

template dependencies_A;

template dependencies_a;
'/a' = 1;
#dep> dependencies_A PAN
#dep> dependencies_a PAN
#dep> dependencies_b PAN
#dep> sorted_by_name PAN
#> {"a": 1}
