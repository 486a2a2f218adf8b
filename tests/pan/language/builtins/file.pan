# file_contents(name) gives the text of a file on the include path; file_exists(name) tells whether there is one.

### contents
'/a' = file_contents('note.txt');

## note.txt
first line
second line
#> {"a": "first line\nsecond line\n"}

### in_a_folder
'/a' = file_contents('texts/inner/note.txt');

## texts/inner/note.txt
deep
#> {"a": "deep\n"}

### not_ascii
'/a' = file_contents('note.txt');

## note.txt
Grüße ☃ 😀
#> {"a": "Grüße ☃ 😀\n"}

### exists
'/a' = list(file_exists('note.txt'), file_exists('nothing.txt'));

## note.txt
x
#> {"a": [true, false]}

### a_template_is_a_file_too
'/a' = file_exists('a_template_is_a_file_too.pan');
#> {"a": true}

### missing
'/a' = file_contents('nothing.txt');  # error: evaluation "file (nothing.txt) does not exist"

### absolute
'/a' = file_contents('/etc/hostname');  # error: syntax "file_contents() requires a relative file name"

### absolute_computed
'/a' = file_contents('/' + OBJECT);  # error: evaluation "file_contents() requires a relative file name"

### absolute_for_exists
'/a' = file_exists('/etc/hostname');  # error: syntax "file_exists() requires a relative file name"

### empty_name
'/a' = file_exists('');  # error: syntax "file_exists() requires a relative file name"

### not_a_string
'/a' = file_contents(1);  # error: syntax "file_contents() requires a relative file name"

### not_a_string_computed
'/a' = file_contents(length(OBJECT));  # error: evaluation "file_contents() requires a relative file name"

### a_folder
# deviates: java-exceptions
'/a' = file_exists('texts');

## texts/note.txt
x
#> {"a": true}

### contents_of_a_folder
# deviates: java-exceptions
'/a' = file_contents('texts');  # error: evaluation "'texts' is a directory; file_contents() reads files"

## texts/note.txt
x

### unknown_compression
# deviates: java-exceptions
'/a' = file_contents('note.txt', 'zip');  # error: evaluation "invalid compression name (zip); only gzip is"

## note.txt
x

### compressed_but_is_not
'/a' = file_contents('note.txt', 'gzip');

## note.txt
x
# error without a line: system "the file cannot be read: Not a gzipped file"

### through_loadpath
variable LOADPATH = list('texts');
'/a' = file_contents('note.txt');

## texts/note.txt
found
#> {"a": "found\n"}

### dependencies
'/a' = list(file_contents('note.txt'), file_exists('nothing.txt'), file_exists('other.txt'));

## note.txt
x
## other.txt
y
#dep> dependencies PAN
#dep> note.txt TEXT
#dep> nothing.txt ABSENT_TEXT
#dep> other.txt TEXT
#> {"a": ["x\n", false, true]}
