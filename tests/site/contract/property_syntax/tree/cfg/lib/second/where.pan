template where;

variable WHERE = 'lib/second';
