# A file is called as its template is, with .pan (or, of old, .tpl) at its end.

### in_a_folder
object template names_folder/inner/host;
'/a' = OBJECT;
#> {"a": "names_folder/inner/host"}

### signs_in_names
object template names-with.signs+and_digits9;
'/a' = OBJECT;
#> {"a": "names-with.signs+and_digits9"}

### tpl_as_well
include 'names_old';

## names_old.tpl
template names_old;
'/a' = 1;
#> {"a": 1}

### pan_before_tpl
include 'names_both';

## names_both.tpl
template names_both;
'/a' = 'tpl';
## names_both.pan
template names_both;
'/a' = 'pan';
#> {"a": "pan"}

### misnamed
## misnamed.pan
object template other_name;  # error: syntax "misplaced or misnamed template; directory and name must"
'/a' = 1;

### misnamed_include
include 'names_misnamed';

## names_misnamed.pan
template names_other;  # error: syntax "misplaced or misnamed template; directory and name must match"
'/a' = 1;

### misplaced: the name has the folder in it
include 'names_folder/part';

## names_folder/part.pan
template part;  # error: syntax "misplaced or misnamed template; directory and name must match"
'/a' = 1;

### double_slash
## double_slash.pan
object template names//x;  # error: syntax "invalid template name (names//x)"

### hidden_part
## hidden_part.pan
object template .hidden;  # error: syntax "invalid template name (.hidden)"

### wrong_character
## wrong_character.pan
object template names*x;  # error: parse "unexpected '*'; expected ';'"

### no_name
## no_name.pan
object template ;  # error: parse "unexpected ';'; expected the template's name"

### no_semicolon
## no_semicolon.pan
object template no_semicolon
'/a' = 1;  # error: parse "unexpected '/a'; expected ';'"

### no_template
## no_template.pan
'/a' = 1;  # error: parse "unexpected '/a'; expected 'template', perhaps with object, structure,"

### unknown_kind
## unknown_kind.pan
abstract template unknown_kind;  # error: parse "unexpected 'abstract'; expected 'template', perhaps"

### two_kinds
## two_kinds.pan
object unique template two_kinds;  # error: parse "unexpected 'unique'; expected 'template', perhaps"

### empty_file
## empty_file.pan  # error: parse "unexpected the end of the file; expected 'template', perhaps with"

### only_comments
## only_comments.pan
# nothing here  # error: parse "unexpected the end of the file; expected 'template', perhaps with"

### two_templates_in_a_file
## two_templates_in_a_file.pan
object template two_templates_in_a_file;
'/a' = 1;
template another;  # error: parse "unexpected 'template'; expected a statement: a path, variable,"
