# refused: 3.1-4.14
object template no_equals;
@doc{ first = 1
second value }
