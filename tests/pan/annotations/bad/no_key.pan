# refused: 3.1-3.14
object template no_key;
@doc{ = value}
