object template xa;

'/v' = 1;
