template common;

variable X = 1;
