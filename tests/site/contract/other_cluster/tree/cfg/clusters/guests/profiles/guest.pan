object template guest;

include 'size';
'/size' = SIZE;
