object template c;

'/v' = {
    n = 0;
    while (n < 6000) n = n + 1;
    n;
};
