# escape(s) makes any string a key; unescape(s) undoes it.

### letters_and_digits_stay
'/a' = escape('abcXYZ019');
#> {"a": "abcXYZ019"}

### leading_digit
'/a' = escape('1abc');
#> {"a": "_31abc"}

### signs
'/a' = escape('a/b.c-d_e f');
#> {"a": "a_2fb_2ec_2dd_5fe_20f"}

### empty
'/a' = escape('');
'/b' = unescape('_');
#> {"a": "_", "b": ""}

### latin_1
'/a' = escape('é');
#> {"a": "_e9"}

### not_latin_1
'/a' = escape('☃');  # error: syntax "string contains character which cannot be escaped: 2603"

### not_latin_1_computed
variable SNOW = '☃';
'/a' = escape(SNOW);  # error: evaluation "string contains character which cannot be escaped: 2603"

### computed
'/a' = list(escape(OBJECT), unescape(escape(OBJECT + '/ 1')));
#> {"a": ["computed", "computed/ 1"]}

### unescape
'/a' = unescape('a_2fb');
#> {"a": "a/b"}

### unescape_upper_case
'/a' = unescape('_2F');
#> {"a": "/"}

### unescape_incomplete
'/a' = unescape('abc_2');  # error: syntax "string contains incomplete escape sequence"

### unescape_no_hex
'/a' = unescape('_zz');  # error: syntax "string contains invalid escape sequence: zz"

### unescape_plain
'/a' = unescape('abc');
#> {"a": "abc"}

### as_a_key
'/a' = dict(escape('/etc/passwd'), 1);
#> {"a": {"_2fetc_2fpasswd": 1}}

### in_a_path
'/a/{/etc/passwd}' = 1;
#> {"a": {"_2fetc_2fpasswd": 1}}

### escape_not_a_string
'/a' = escape(1);  # error: syntax "the argument of escape() is not a string; found long"

### escape_not_a_string_computed
variable A = 1;
'/a' = escape(A);  # error: evaluation "the argument of escape() is not a string; found long"

### unescape_not_a_string
'/a' = unescape(list());  # error: evaluation "the argument of unescape() is not a string; found list"

### two_arguments
'/a' = escape('a', 'b');  # error: syntax "escape() requires exactly one argument; 2 given"
