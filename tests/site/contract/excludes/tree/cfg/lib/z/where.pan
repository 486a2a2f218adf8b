template where;

variable WHERE = 'lib/z';
