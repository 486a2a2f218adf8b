template both;

variable BOTH = 'first, tpl';
