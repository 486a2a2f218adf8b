# <<WORD stands for the lines after this one, up to a line that is WORD.

### text: with the last line's end, without any escapes
'/a' = <<EOT;
one 'quoted' "line" \n
  two # no comment
EOT
#> {"a": "one 'quoted' \"line\" \\n\n  two # no comment\n"}

### empty
'/a' = <<EOT;
EOT
#> {"a": ""}

### within_an_expression
'/a' = 'before ' + <<EOT + 'after';
here
EOT
#> {"a": "before here\nafter"}

### two_on_a_line: are read one after the other
'/a' = list(<<ONE, <<TWO);
first
ONE
second
TWO
'/b' = 2;
#> {"a": ["first\n", "second\n"], "b": 2}

### the_word_must_be_the_whole_line
'/a' = <<EOT;
EOTX
 EOT
EOT;
EOT
#> {"a": "EOTX\n EOT\nEOT;\n"}

### in_a_function_call
'/a' = to_uppercase(<<EOT);
loud
EOT
#> {"a": "LOUD\n"}

### no_path
<<EOT = 1;  # error: parse "unexpected a heredoc; expected a statement: a path, variable, include,"
/a
EOT

### not_closed
'/a' = <<EOT;  # error: parse "the text ends within the heredoc 'EOT'; its"
one
two

### error_before_a_heredoc_without_its_end: comes first
'/a' = 1 2;  # error: parse "unexpected '2'"
'/b' = <<EOT;
one

### first_of_two_without_their_ends
'/a' = <<EOT + <<END;  # error: parse "the text ends within the heredoc 'EOT'; its"
one
END

### no_word
'/a' = << EOT;  # error: parse "unexpected '<<'; expected an expression"
EOT

### as_a_choice
type t = choice(<<A, 'b');
x
A
bind '/a' = t;
'/a' = "x\n";
#> {"a": "x\n"}
