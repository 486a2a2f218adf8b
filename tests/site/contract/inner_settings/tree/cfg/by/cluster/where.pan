template where;

variable WHERE = 'cluster';
