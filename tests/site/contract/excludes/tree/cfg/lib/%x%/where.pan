template where;

variable WHERE = '%x%';
