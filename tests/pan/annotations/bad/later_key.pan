# refused: 4.15-5.10
object template later_key;

variable X = 1@pair[ good = 1
bad& = 2 ]; variable Y = 2;
