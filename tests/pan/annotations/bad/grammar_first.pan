# refused: 4.8-4.8
# What is wrong first is reported first.
object template grammar_first;
'/x' = ;
@(a&=b)
