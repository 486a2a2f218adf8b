template where;

variable WHERE = 'standard/b/z';
