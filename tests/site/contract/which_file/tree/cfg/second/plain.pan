template plain;

variable PLAIN = 'second';
