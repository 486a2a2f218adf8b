object template two;

include 'where';
'/where' = WHERE;
