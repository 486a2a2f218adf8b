template where;

variable WHERE = 'lib/first';
