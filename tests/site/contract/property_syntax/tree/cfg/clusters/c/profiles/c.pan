object template c;

include 'where';
'/where' = WHERE;
