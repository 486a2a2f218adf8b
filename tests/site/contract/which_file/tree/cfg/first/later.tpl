template later;

variable LATER = 'first, tpl';
