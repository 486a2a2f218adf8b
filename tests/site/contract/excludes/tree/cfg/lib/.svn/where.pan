template where;

variable WHERE = '.svn';
