template where;

variable WHERE = '._mac';
