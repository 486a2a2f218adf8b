object template a;

'/v' = 1;
