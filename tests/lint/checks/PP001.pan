template PP001;

# expect PP001
'/a/b/' = 1;
# expect PP001
prefix '/c//';
'd' = '/e/';
# expect PP001
bind '/f/' = long;
valid '/' = true;
