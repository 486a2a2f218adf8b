object template host.example.org;

include 'where';
'/where' = WHERE;
