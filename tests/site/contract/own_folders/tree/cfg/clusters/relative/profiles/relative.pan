object template relative;

include 'where';
'/where' = WHERE;
