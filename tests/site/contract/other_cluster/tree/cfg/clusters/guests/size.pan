template size;

variable SIZE = 7;
