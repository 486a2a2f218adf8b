template where;

variable WHERE = 'by/group';
