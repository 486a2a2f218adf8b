# json_encode(x) gives JSON as Gson writes it, json_decode(s) reads what Gson takes.

### encode_properties
'/a' = list(json_encode(1), json_encode(1.5), json_encode(true), json_encode('text'), json_encode(1.0e10));
#> {"a": ["1", "1.5", "true", "\"text\"", "1.0E10"]}

### encode_resources
'/a' = json_encode(dict('b', list(1, 2), 'a', dict(), 'c', list()));
#> {"a": "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": []\n}"}

### encode_nested
'/a' = json_encode(dict('x', dict('y', list(dict('z', OBJECT)))));
#> {"a": "{\n  \"x\": {\n    \"y\": [\n      {\n        \"z\": \"encode_nested\"\n      }\n    ]\n  }\n}"}

### encode_escapes
'/a' = json_encode("quote\" backslash\\ line\n tab\t <html> & = ' end");
#> {"a": "\"quote\\\" backslash\\\\ line\\n tab\\t \\u003chtml\\u003e \\u0026 \\u003d \\u0027 end\""}

### encode_not_ascii
'/a' = json_encode('Grüße ☃ 😀');
#> {"a": "\"Grüße ☃ 😀\""}

### encode_control_characters
'/a' = json_encode("\x00\x01\x1f\x7f\x80");
#> {"a": "\"\\u0000\\u0001\\u001f\u007f\u0080\""}

### encode_null
'/a' = json_encode(null);
#> {"a": "null"}

### encode_null_in_a_list
'/a' = json_encode(list(1, null));
#> {"a": "[\n  1,\n  null\n]"}

### encode_undef
'/a' = json_encode(undef);  # error: evaluation "undef cannot be converted to JSON"

### encode_undef_inside
'/a' = json_encode(list(undef));  # error: evaluation "undef cannot be converted to JSON"

### encode_infinity
'/a' = json_encode(list(to_double('Infinity'), to_double('NaN')));
#> {"a": "[\n  Infinity,\n  NaN\n]"}

### encode_global
variable G = dict('b', 1, 'a', list('x'));
'/a' = json_encode(G);
#> {"a": "{\n  \"a\": [\n    \"x\"\n  ],\n  \"b\": 1\n}"}

### encode_no_arguments
'/a' = json_encode();  # error: syntax "json_encode() requires exactly one argument; 0 given"

### decode
'/a' = json_decode('{"a": [1, 2.5, "x", true], "b": {"c": -1}}');
#> {"a": {"a": [1, 2.5, "x", true], "b": {"c": -1}}}

### decode_scalars
'/a' = list(json_decode('1'), json_decode('"text"'), json_decode('true'), json_decode('1.0'));
#> {"a": [1, "text", true, 1.0]}

### decode_null_in_an_object: the key is left out
'/a' = json_decode('{"a": null, "b": 1}');
#> {"a": {"b": 1}}

### decode_null_in_an_array
'/a' = { x = json_decode('[1, null]'); list(length(x), is_null(x[1])) };
#> {"a": [2, true]}

### decode_null
'/a' = { x = json_decode('null'); is_null(x) };
#> {"a": true}

### decode_escapes
'/a' = json_decode('"\u00e9\n\"\/"');
#> {"a": "é\n\"/"}

### decode_lenient: single quotes, bare words, comments
'/a' = json_decode("{'a': word, b: 1; /* x */ c: 2}");
#> {"a": {"a": "word", "b": 1, "c": 2}}

### decode_hexadecimal: a bare word that is no number
'/a' = json_decode('[0x10, 010]');
#> {"a": ["0x10", "010"]}

### decode_duplicate_key: the last one counts
'/a' = json_decode('{"a": 1, "a": 2}');
#> {"a": {"a": 2}}

### decode_key_of_digits
'/a' = json_decode('{"1": 2}');  # error: evaluation "JSON path '$.1' is not a valid PAN path"

### decode_key_with_a_blank
'/a' = json_decode('{"a b": 2}');  # error: evaluation "invalid path term or dict key: 'a b'; escape() makes"

### decode_broken
'/a' = json_decode('{"a": ');  # error: evaluation "invalid JSON value {"a": : java.io.EOFException: End of"

### decode_trailing_text
'/a' = json_decode('1 2');  # error: evaluation "invalid JSON value 1 2:"

### decode_empty
'/a' = json_decode('');
#> {}

### decode_exponent_without_point: is no long
# deviates: java-exceptions
'/a' = json_decode('1e5');  # error: evaluation "invalid JSON value 1e5: For input string: "1e5""

### decode_exponent_with_point
'/a' = json_decode('1.0e5');
#> {"a": 100000.0}

### decode_large_number
# deviates: java-exceptions
'/a' = json_decode('99999999999999999999');  # error: evaluation "invalid JSON value 99999999999999999999:"

### decode_no_string
'/a' = json_decode(1);  # error: evaluation "the argument of json_decode() must be a string; found long"

### round_trip
variable G = dict('b', list(1, 2.5, 'x', true), 'a', dict());
'/a' = json_decode(json_encode(G));
#> {"a": {"a": {}, "b": [1, 2.5, "x", true]}}
