# ip4_to_long('a.b.c.d[/n]') gives list(address, mask); long_to_ip4(n) gives the text of an address.

### address
'/a' = ip4_to_long('192.168.1.10');
#> {"a": [3232235786, 4294967295]}

### with_a_mask
'/a' = list(ip4_to_long('10.0.0.0/8'), ip4_to_long('1.2.3.4/32'), ip4_to_long('1.2.3.4/0'));
#> {"a": [[167772160, 4278190080], [16909060, 4294967295], [16909060, 0]]}

### number_too_large
'/a' = ip4_to_long('256.1.1.1');  # error: evaluation "the argument of ip4_to_long() must be in dotted"

### mask_too_large
'/a' = ip4_to_long('1.1.1.1/33');  # error: evaluation "the bitmask of an IP address must be between 0 and 32"

### three_numbers
'/a' = ip4_to_long('1.1.1');  # error: evaluation "the argument of ip4_to_long() must be in dotted notation"

### text
'/a' = ip4_to_long('localhost');  # error: evaluation "the argument of ip4_to_long() must be in dotted"

### leading_zeros_are_decimal
'/a' = ip4_to_long('010.0.0.01');
#> {"a": [167772161, 4294967295]}

### no_string
'/a' = ip4_to_long(1);  # error: evaluation "the argument of ip4_to_long() must be a string; found long"

### back
'/a' = list(long_to_ip4(3232235786), long_to_ip4(0), long_to_ip4(4294967295));
#> {"a": ["192.168.1.10", "0.0.0.0", "255.255.255.255"]}

### back_negative
'/a' = long_to_ip4(-1);  # error: evaluation "the argument of long_to_ip4() must be a 32-bit integer; found"

### back_too_large
'/a' = long_to_ip4(4294967296);  # error: evaluation "the argument of long_to_ip4() must be a 32-bit"

### back_no_long
'/a' = long_to_ip4('1');  # error: evaluation "the argument of long_to_ip4() must be a long; found string"

### no_arguments
'/a' = long_to_ip4();  # error: syntax "long_to_ip4() requires exactly one argument; 0 given"
