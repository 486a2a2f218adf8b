template LP011;

# expect LP011
variable FOUR = 1;
variable FIVES = 1;
