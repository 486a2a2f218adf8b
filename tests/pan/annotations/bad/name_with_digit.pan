# refused: 3.1-3.16
object template name_with_digit;
@doc2(free text)
