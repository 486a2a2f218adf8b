template where;

variable WHERE = 'old~';
