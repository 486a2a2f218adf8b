template where;

variable WHERE = 'the site of the cluster';
