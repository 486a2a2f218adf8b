object template xb;

'/v' = 1;
