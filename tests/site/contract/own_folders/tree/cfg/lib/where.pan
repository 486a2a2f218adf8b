template where;

variable WHERE = 'lib';
