object template one;

include 'where';
'/where' = WHERE;
