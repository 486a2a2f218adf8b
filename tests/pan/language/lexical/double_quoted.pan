# Double-quoted strings have the escapes \n \t \r \b \f \\ \" and \xHH.

### escapes
'/a' = "tab\tnewline\nreturn\rbackspace\bfeed\f";
'/b' = "back\\slash quote\" single ' end";
#> {"a": "tab\tnewline\nreturn\rbackspace\bfeed\f", "b": "back\\slash quote\" single ' end"}

### hex_escapes: one character each, U+0000 to U+00FF
'/a' = "\x41\x6a\x7e";
'/b' = "\xe9\xFF";
#> {"a": "Aj~", "b": "éÿ"}

### line_continuation: backslash and line end vanish, the blanks after them stay
'/a' = "one \
    two";
#> {"a": "one     two"}

### not_ascii
'/a' = "Grüße ☃ 😀";
#> {"a": "Grüße ☃ 😀"}

### unknown_escape
'/a' = "a\qb";  # error: parse "a double-quoted string contains \q; the escapes are \n \t \r \b \f \\"

### hex_escape_with_a_wrong_digit
'/a' = "\xg1";  # error: parse "\xg1 in a double-quoted string is not followed by two hex digits"

### hex_escape_at_the_end
'/a' = "\x4";  # error: parse "incomplete \xHH escape in a double-quoted string"

### line_end_within
'/a' = "one  # error: parse "unexpected '"'; expected an expression"
two";

### unterminated
'/a' = "abc;  # error: parse "unexpected '"'; expected an expression"

### longest_match: the token goes on to the last quote of the line, because \" is no end
'/a' = "a\\" + "b";  # error: parse "unexpected 'b'; expected ';'"

### escaped_backslash_at_the_end_of_the_line: nothing longer can match
'/a' = "a\\";
#> {"a": "a\\"}

### dollar_and_percent_are_text
'/a' = "${x} %s $1";
#> {"a": "${x} %s $1"}
