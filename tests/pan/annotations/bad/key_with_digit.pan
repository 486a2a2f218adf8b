# refused: 3.1-3.16
object template key_with_digit;
@doc{ key1 = x }
