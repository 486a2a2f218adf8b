template LP007;

# expect LP007
'/a' = list(1, 2, 3);
# expect LP007
'/b' = list(1, 2, # the blanks before a comment are its own
    3,
    '4,5');
# expect LP007
'/c' = list(1,);
