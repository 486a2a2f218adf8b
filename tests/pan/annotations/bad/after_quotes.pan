# refused: 3.1-3.28
object template after_quotes;
@doc{ first = '1' and more }
