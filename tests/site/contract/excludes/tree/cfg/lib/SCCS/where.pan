template where;

variable WHERE = 'SCCS';
