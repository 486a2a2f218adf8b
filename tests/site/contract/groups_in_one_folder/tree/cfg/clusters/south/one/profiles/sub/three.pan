object template sub/three;

include 'where';
'/where' = WHERE;
