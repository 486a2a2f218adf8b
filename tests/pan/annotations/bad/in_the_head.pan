# refused: 2.17-2.22
object template @x(k=) in_the_head;
