object template plain;

include 'where';
'/where' = WHERE;
