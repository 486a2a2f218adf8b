# An object may read others: each is built once, with its defaults, and must be valid before what reads it is written.

### reads_a_result
'/a' = value('several_other:/x') + 1;

object template several_other;
'/x' = 1;
#> {"a": 2}

### chain
'/a' = value('several_two:/a') + 1;

object template several_two;
'/a' = value('several_three:/a') + 1;

object template several_three;
'/a' = 1;
#> {"a": 3}

### global_variables_are_separate
variable V = 1;
'/a' = list(V, value('several_other:/v'));

object template several_other;
variable V ?= 2;
'/v' = V;
#> {"a": [1, 2]}

### shared_templates_run_in_each
include 'several_shared';
'/b' = value('several_other:/a');

object template several_other;
include 'several_shared';

template several_shared;
'/a' = OBJECT;
#> {"a": "shared_templates_run_in_each", "b": "several_other"}

### types_are_separate
include 'several_types';
'/a' = value('several_other:/a');

object template several_other;
type t = string;
bind '/a' = t;
'/a' = 'x';

template several_types;
type t = string;
bind '/a' = t;
#> {"a": "x"}

### other_object_is_invalid
'/a' = value('several_other:/x');

object template several_other;
bind '/y' = long;
'/x' = 1;
'/y' = 'text';  # error: validation "validation requires type of 'long' but element is of type 'string'"

### other_object_has_undefined_elements
'/a' = value('several_other:/x');

object template several_other;
'/x' = 1;
'/y' = undef;  # error: validation "element at /y is undefined"

### other_object_of_the_other_object_is_invalid
'/a' = value('several_two:/x');

object template several_two;
'/x' = value('several_three:/x');

object template several_three;
bind '/x' = long(2..);
'/x' = 1;  # error: validation "value (1) is outside range 2.."

### undef_of_another_object
'/a' = is_defined(value('several_other:/x', undef));

object template several_other;
'/x' = undef;
'/x' = 1;
#> {"a": true}

### circle
'/a' = value('several_other:/a');

object template several_other;
'/a' = value('circle:/a');  # error: evaluation "circular object dependency detected: several_other ->"

### circle_of_three
'/a' = value('several_two:/a');

object template several_two;
'/a' = value('several_three:/a');

object template several_three;
'/a' = value('circle_of_three:/a');  # error: evaluation "circular object dependency detected: several_three"

### circle_in_validation_is_fine
bind '/a' = long*;
'/a' = 'several_other:/b';
'/c' = 1;

object template several_other;
bind '/d' = long*;
'/d' = 'circle_in_validation_is_fine:/c';
'/b' = 2;
#> {"a": "several_other:/b", "c": 1}

### circle_through_exists
'/a' = exists('several_other:/a');

object template several_other;
'/a' = exists('circle_through_exists:/a');  # error: evaluation "circular object dependency detected:"

### reads_itself: what is there so far
'/a' = 1;
'/b' = value('reads_itself:/a');
#> {"a": 1, "b": 1}

### reads_itself_too_early
'/b' = value('reads_itself_too_early:/a');  # error: evaluation "referenced path (reads_itself_too_early:/a)"
'/a' = 1;

### link_to_itself
bind '/a' = long*;
'/a' = 'link_to_itself:/b';
'/b' = 1;
#> {"a": "link_to_itself:/b", "b": 1}

### check_reads_another_object
type t = long with SELF == value('several_other:/x');
bind '/a' = t;
'/a' = 5;

object template several_other;
'/x' = 5;
#> {"a": 5}

### value_in_another_object_with_structures
'/a' = value('several_other:/disks');

object template several_other;
'/disks/sda' = create('several_disk', 'size', 10);

structure template several_disk;
'size' = undef;
'kind' = 'ide';
#> {"a": {"sda": {"kind": "ide", "size": 10}}}
