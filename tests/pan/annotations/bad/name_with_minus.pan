# refused: 3.1-3.5
object template name_with_minus;
@-x()
