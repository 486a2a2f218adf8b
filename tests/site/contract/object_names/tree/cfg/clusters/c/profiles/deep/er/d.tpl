object template deep/er/d;

include 'where';
'/where' = WHERE;
