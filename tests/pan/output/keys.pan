object template keys;

# Keys of all forms, in their order.

'/keys' = dict('b', 1, 'B', 2, 'a-b', 3, 'a.b', 4, 'a+b', 5, 'a_b', 6, 'ab', 7, '1st', 8, '_', 9, '__x', 10, 'Z9', 11);
'/{escaped key/with é}/x' = 1;
'/{}' = 2;
