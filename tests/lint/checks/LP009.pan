template LP009;

# expect LP009
'/a' = 1;'/b' = 2;
'/c' = 1; '/d' = 2;
# expect LP009
'/e' = { x = 1;  x; };
# expect LP009
'/f' = { x = 1;x; };
# a comment after a semicolon may stand where it likes
'/g' = 1;   # 2
