template where;

variable WHERE = 'CVS';
