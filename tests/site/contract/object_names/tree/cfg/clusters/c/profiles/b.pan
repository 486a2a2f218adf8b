object template b;

include 'where';
'/where' = WHERE;
