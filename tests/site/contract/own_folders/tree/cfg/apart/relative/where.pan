template where;

variable WHERE = 'apart, relative';
