template LP002;

'/a' = {
# expect LP002
    x = 1;
# expect LP002
    x	= 2; # a tab after	it
    x + length('a string	with one');
};
