object template guest;

'/size' = 7;
