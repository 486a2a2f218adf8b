template where;

variable WHERE = 'apart';
