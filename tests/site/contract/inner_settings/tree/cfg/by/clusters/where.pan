template where;

variable WHERE = 'clusters';
