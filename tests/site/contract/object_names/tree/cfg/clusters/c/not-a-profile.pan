object template not-a-profile;

include 'where';
'/where' = WHERE;
