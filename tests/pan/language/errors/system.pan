# What cannot be read.

### not_utf_8_is_replaced: see test_cli.py for files with other bytes
'/a' = '�';
#> {"a": "�"}

### number_too_large
'/a' = 18446744073709551616;  # error: system "the number 18446744073709551616 does not fit into 64 bits"

### number_too_large_in_an_included_template
include 'system_large';

template system_large;
'/a' = 18446744073709551616;  # error: system "the number 18446744073709551616 does not fit into 64 bits"

### number_too_large_in_dead_code
'/a' = if (false) 18446744073709551616 else 1;  # error: system "the number 18446744073709551616 does"
