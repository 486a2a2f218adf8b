template later;

variable LATER = 'second, pan';
