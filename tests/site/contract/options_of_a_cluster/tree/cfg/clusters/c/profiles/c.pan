object template c;

'/v' = 1;
