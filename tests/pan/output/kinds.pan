object template kinds;

# One element of each kind, empty ones among them, in dicts and lists.

'/boolean/true' = true;
'/boolean/false' = false;
'/double' = list(0.0, -0.0, 1.5, -2.25, 1.0e-5, 1.0e7, 123456789.125, 4.9e-324, 1.7976931348623157e308);
'/double_odd' = list(to_double('NaN'), to_double('Infinity'), to_double('-Infinity'));
'/long' = list(0, -1, 9223372036854775807, -9223372036854775807 - 1);
'/string/empty' = '';
'/string/blank' = '  ';
'/string/text' = 'some words';
'/dict/empty' = dict();
'/dict/one' = dict('k', 'v');
'/dict/nested/a/b/c' = 'deep';
'/list/empty' = list();
'/list/mixed' = list(1, 'two', 3.0, true, list(), dict(), list(list('deep')), dict('k', list(dict())));
