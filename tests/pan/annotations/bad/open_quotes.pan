# refused: 3.1-4.12
object template open_quotes;
@doc{ first = "1
second = 2 }
