template where;

variable WHERE = 'by/tree';
