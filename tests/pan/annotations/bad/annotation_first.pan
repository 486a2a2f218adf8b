# refused: 3.1-3.7
object template annotation_first;
@(a&=b)
'/x' = ;
