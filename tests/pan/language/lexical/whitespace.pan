# Blanks, tabs, form feeds and line ends separate tokens and mean nothing else.

### several_statements_on_a_line
'/a' = 1; '/b' = 2; ; ; '/c' = 3;
#> {"a": 1, "b": 2, "c": 3}

### no_blanks_at_all
variable L=list(1,2);'/a'=1;'/b'=L[0]+3;
#> {"a": 1, "b": 4}

### blanks_before_brackets
variable L = list ( 1 , 2 ) ;
'/a'   =   length ( 'abc' ) + L [ 0 ] ;
#> {"a": 4}

### an_index_needs_a_variable: list(1, 2)[0] is no expression
'/a' = list(1, 2)[0];  # error: parse "unexpected '['; expected ';'"

### tab_counts_as_one_column
'/a' =		{ x = true;	x + 1 };  # error: evaluation "mismatched arguments for add (+) operation: boolean and"

### statement_over_many_lines
'/a'
=
1
+
2
;
#> {"a": 3}
