template where;

variable WHERE = 'c';
