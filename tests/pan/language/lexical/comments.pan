# A comment runs from # to the end of its line; it may stand wherever a blank may.

### between_all_tokens
## between_all_tokens.pan
object # a kind
template # and a name
    between_all_tokens # then the end
; # of the header
'/a' # a path
    = # a sign
    1 # a value
    ; # an end
#> {"a": 1}

### hash_inside_strings: is text
'/single' = 'a # b';
'/double' = "a # b";
#> {"double": "a # b", "single": "a # b"}

### no_block_comments
'/a' = /* 1 */ 2;  # error: parse "unexpected '/'; expected an expression"

### comment_at_the_end_of_the_file: without a line end after it
'/a' = 1; # the end
#> {"a": 1}
