template where;

variable WHERE = 'lib/south';
