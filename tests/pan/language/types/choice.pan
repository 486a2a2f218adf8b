# choice('a', 'b') is one of some strings.

### valid
bind '/a' = choice('red', 'green');
'/a' = 'green';
#> {"a": "green"}

### other_string
bind '/a' = choice('red', 'green');
'/a' = 'blue';  # error: validation "value (blue) is not a possible choice value; the choices are red, green"

### not_a_string
bind '/a' = choice('1', '2');
'/a' = 1;  # error: validation "validation requires type of 'string' but element is of type 'long'"

### in_a_type
type colour = choice('red', 'green');
bind '/a' = colour[];
'/a' = list('red', 'blue');  # error: validation "value (blue) is not a possible choice value; the choices"

### default
type t = {
    'colour' : choice('red', 'green') = 'red'
};
bind '/a' = t;
'/a' = dict();
#> {"a": {"colour": "red"}}

### default_that_is_no_choice
type t = {
    'colour' : choice('red', 'green') = 'blue'  # error: validation "value (blue) is not a possible choice"
};
bind '/a' = t;
'/a' = dict();

### single_member
bind '/a' = choice('x');
'/a' = 'x';
#> {"a": "x"}

### no_members
bind '/a' = choice();  # error: parse "unexpected ')'; expected a string"

### member_not_a_string
bind '/a' = choice(1, 2);  # error: parse "unexpected '1'; expected a string"

### member_is_no_expression
bind '/a' = choice('a' + 'b');  # error: parse "unexpected '+'; expected ')'"

### trailing_comma
bind '/a' = choice('a', );  # error: parse "unexpected ')'; expected a string"

### duplicate_members
bind '/a' = choice('a', 'a');
'/a' = 'a';
#> {"a": "a"}

### double_quoted_members
bind '/a' = choice("a\tb");
'/a' = "a\tb";
#> {"a": "a\tb"}
