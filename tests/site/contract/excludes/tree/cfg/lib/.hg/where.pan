template where;

variable WHERE = '.hg';
