template where;

variable WHERE = 'the cluster';
