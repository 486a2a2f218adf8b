template where;

variable WHERE = 'by/cluster';
