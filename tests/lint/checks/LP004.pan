template LP004;

# nlist() in a comment, and in a string: 'nlist(1)'
# expect LP004 nlist\(\) is an old name of dict\(\)
'/a' = nlist('a', 'nlist(');
# expect LP004 is_nlist\(\) is an old
'/b' = if (is_nlist(SELF)) SELF else dict('nlist', 1);
