object template site;

include 'where';
'/where' = WHERE;
