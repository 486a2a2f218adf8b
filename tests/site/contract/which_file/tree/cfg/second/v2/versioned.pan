template versioned;

variable VERSIONED = 'second, v2';
