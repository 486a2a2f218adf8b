object template d;

include 'where';
'/where' = WHERE;
