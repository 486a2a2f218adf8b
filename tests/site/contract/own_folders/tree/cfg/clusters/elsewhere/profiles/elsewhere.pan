object template elsewhere;

include 'where';
'/where' = WHERE;
