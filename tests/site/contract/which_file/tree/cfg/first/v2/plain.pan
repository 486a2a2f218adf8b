template plain;

variable PLAIN = 'first, v2';
