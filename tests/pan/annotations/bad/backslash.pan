# refused: 3.1-3.18
object template backslash;
@doc{ first = \n }
