template where;

variable WHERE = 'by/above';
