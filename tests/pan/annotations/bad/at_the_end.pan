# refused: 4.2-4.7
object template at_the_end;
'/x' = 'the end of the file is late, but not too late';
 @(a= )
