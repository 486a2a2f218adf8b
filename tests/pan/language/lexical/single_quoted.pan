# In a single-quoted string only '' is special: it is one quote.

### text
'/a' = 'plain';
'/empty' = '';
#> {"a": "plain", "empty": ""}

### quotes
'/a' = 'it''s';
'/b' = '''';
'/c' = '''quoted''';
#> {"a": "it's", "b": "'", "c": "'quoted'"}

### backslash_is_text
'/a' = 'a\nb\';
#> {"a": "a\\nb\\"}

### not_ascii
'/a' = 'Grüße ☃ 😀';
#> {"a": "Grüße ☃ 😀"}

### line_end_within
'/a' = 'one  # error: parse "unexpected '; expected an expression"
two';

### unterminated
'/a' = 'abc;  # error: parse "unexpected '; expected an expression"
