template LP008;

# expect LP008
'/a' = 1 ;
# expect LP008
'/b' = 'c ;' ;
'/d' = {
    if (true) {
        1;
    }
# expect LP008
    ;
};
