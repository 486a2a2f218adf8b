# refused: 2.1-2.7
@(a&=b)
object template first_key;
