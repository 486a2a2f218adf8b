template LP006;

'/a' = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1;
# expect LP006
'/b' = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1;
'/c' = 1; # a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment a comment 
'/d' = 'a long string a long string a long string a long string a long string a long string a long string a long string a long string a long string a long string a long string '
    + 'its end cannot be moved to another line';
bind '/e' = long with SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1 && SELF > 1;
