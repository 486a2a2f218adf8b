# refused: 3.1-5.1
object template no_value;
@doc{ key =

}
