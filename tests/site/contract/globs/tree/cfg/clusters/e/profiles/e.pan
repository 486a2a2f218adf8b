object template e;

include 'where';
'/where' = WHERE;
