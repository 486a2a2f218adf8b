object template y;

'/v' = 1;
