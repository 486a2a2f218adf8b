# Doubles need digits on both sides of the point, or an exponent.

### forms
'/a' = list(1.5, 0.5, 1.0e3, 1.5E-3, 2e3, 2E+3, 007.5, 3e-2);
#> {"a": [1.5, 0.5, 1000.0, 0.0015, 2000.0, 2000.0, 7.5, 0.03]}

### how_they_are_written: as Java's Double.toString does
'/small' = list(0.001, 0.0001, 0.00012345, 1.0e-10);
'/large' = list(1234567.0, 9999999.0, 10000000.0, 12345678.9, 1.0e21);
'/whole' = list(1.0, 100.0, 0.0);
'/digits' = list(0.1, 0.30000000000000004, 1.7976931348623157e308, 4.9e-324);
#> {"digits": [0.1, 0.30000000000000004, 1.7976931348623157E308, 4.9E-324],
#>  "large": [1234567.0, 9999999.0, 1.0E7, 1.23456789E7, 1.0E21],
#>  "small": [0.001, 1.0E-4, 1.2345E-4, 1.0E-10],
#>  "whole": [1.0, 100.0, 0.0]}

### infinity: a literal that is too large
'/a' = 1e999;
#> {"a": Infinity}

### no_digit_after_the_point
'/a' = 1.;  # error: parse "unexpected '.'; expected ';'"

### no_digit_before_the_point
'/a' = .5;  # error: parse "unexpected '.'; expected an expression"

### range_is_no_double: 1..2 only stands in types
type t = long(1..2);
bind '/a' = t;
'/a' = 2;
#> {"a": 2}
