template versioned;

variable VERSIONED = 'first, v1';
