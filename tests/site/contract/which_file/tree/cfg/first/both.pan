template both;

variable BOTH = 'first, pan';
