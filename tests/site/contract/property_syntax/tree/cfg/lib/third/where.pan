template where;

variable WHERE = 'lib/third';
