object template xen-guest1.example.org;
# 8, 64, 512, ... characters: took a minute before it was refused.
'/a' = { s = 'aaaaaaaa'; for (i = 0; i < 90; i = i + 1) { s = replace('a', 'aaaaaaaa', s); }; s };
