template LP004;

# nlist() in a comment, and in a string: 'nlist(1)'
# expect LP004 nlist\(\) is an old name of dict\(\)
'/a' = dict('a', 'nlist(');
# expect LP004 is_nlist\(\) is an old
'/b' = if (is_dict(SELF)) SELF else dict('nlist', 1);
