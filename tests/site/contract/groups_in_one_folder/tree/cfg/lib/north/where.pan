template where;

variable WHERE = 'lib/north';
