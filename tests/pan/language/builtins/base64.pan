# base64_encode(s) encodes the UTF-8 of a string, with a line end after each 76 characters; base64_decode(s) undoes it.

### encode
'/a' = base64_encode(OBJECT);
'/empty' = base64_encode('');
#> {"a": "ZW5jb2Rl", "empty": ""}

### encode_not_ascii
'/a' = base64_encode('Grüße ☃ 😀');
#> {"a": "R3LDvMOfZSDimIMg8J+YgA=="}

### encode_long_text: is broken into lines
'/a' = base64_encode('0123456789012345678901234567890123456789012345678901234567890123456789');
#> {"a": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2\nNzg5MDEyMzQ1Njc4OQ=="}

### decode
'/a' = base64_decode('SGVsbG8=');
'/empty' = base64_decode('');
#> {"a": "Hello", "empty": ""}

### decode_not_ascii
'/a' = base64_decode('R3LDvMOfZSDimIMg8J+YgA==');
#> {"a": "Grüße ☃ 😀"}

### round_trip
'/a' = base64_decode(base64_encode(OBJECT)) == OBJECT;
#> {"a": true}

### decode_with_line_ends
'/a' = base64_decode("SGVs\nbG8=\n");
#> {"a": "Hello"}

### decode_no_base64
'/a' = base64_decode('****');  # error: evaluation "Bad Base64 input character at 0: 42(decimal)"

### decode_without_padding: what is missing is lost
'/a' = base64_decode('SGVsbG8');
#> {"a": "Hel"}

### decode_no_utf8: what is no UTF-8 becomes U+FFFD
'/a' = base64_decode('/w==');
#> {"a": "�"}

### encode_no_string
'/a' = base64_encode(1);  # error: evaluation "the argument of base64_encode() must be a string; found long"

### decode_no_string
'/a' = base64_decode(list());  # error: evaluation "the argument of base64_decode() must be a string; found"

### encode_two_arguments
'/a' = base64_encode('a', 'b');  # error: syntax "base64_encode() requires exactly one argument; 2 given"
