template where;

variable WHERE = 'lib/two';
