template where;

variable WHERE = 'sites/ex/sub';
