template where;

variable WHERE = '.bzr';
