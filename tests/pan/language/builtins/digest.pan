# digest(algorithm, text) gives a hash in hexadecimal.

### algorithms
'/md5' = digest('MD5', OBJECT);
'/sha1' = digest('SHA1', OBJECT);
'/sha_1' = digest('SHA-1', OBJECT);
'/sha256' = digest('SHA-256', OBJECT);
'/sha384' = digest('SHA-384', OBJECT);
'/sha512' = digest('SHA-512', OBJECT);
#> {"md5": "66270707424a729c3e557fceb03f45c9",
#>  "sha1": "5f0f56a9485a7a39786b596e02a73af72715e320",
#>  "sha256": "1ba71009ae9a0077c7acd2c8786fd8467b6351552a427b15ad1982f229702934",
#>  "sha384": "fce1a472deede1af4667d79e2ed4b37549f76f1dd5875e29904dd23d55e87f7543a1ac43bbd0bd3e9d2aea33797324de",
#>  "sha512": "2a809fd3f1b58aba92889c4f063dd85ae9e0e00276b01e1705df65bceec13072fa2c03ce641dfd63e271113a94c799afcb261e992a00d6f85fb34b8f0a1a7c48",
#>  "sha_1": "5f0f56a9485a7a39786b596e02a73af72715e320"}

### algorithm_in_lower_case
'/a' = digest('md5', OBJECT);
#> {"a": "fd78ae9b76c2466e30550120f7202917"}

### more_algorithms
'/a' = list(digest('SHA-224', OBJECT), digest('SHA', OBJECT), digest('SHA3-256', OBJECT), digest('MD2', OBJECT));
#> {"a": ["87fc8bb4cecf18de981b8fa0adb442b2c9e7a221b73011e09e5e5d55", "de553a535aef87130d1c64883e5f6f48e79c81ef", "f2b71035b5994129cbe25a0bb3b5f1479ecd108b3dc54b6e0029f5fc09cac7a0", "400da1209228b4a7301ca1f408742d0d"]}

### leading_zeros_are_lost
'/a' = digest('MD5', 'a');
'/b' = digest('MD5', 'jk8ssl');
#> {"a": "cc175b9c0f1b6a831c399e269772661", "b": "18e6137ac2caab16074784a6"}

### empty_text
'/a' = digest('MD5', '');
#> {"a": "d41d8cd98f00b204e9800998ecf8427e"}

### not_ascii: as many bytes are hashed as there are characters
'/a' = digest('MD5', 'éa');
'/b' = digest('MD5', 'éb');
#> {"a": "66ddcd97cfdeabb2f6fb8a999b4bc76f", "b": "66ddcd97cfdeabb2f6fb8a999b4bc76f"}

### unknown_algorithm
'/a' = digest('ROT13', 'x');  # error: syntax "invalid digest algorithm (ROT13); MD5, SHA-1 and SHA-256"

### unknown_algorithm_computed
variable ALGORITHM = 'ROT13';
'/a' = digest(ALGORITHM, 'x');  # error: evaluation "invalid digest algorithm (ROT13); MD5, SHA-1 and"

### text_not_a_string
# deviates: java-exceptions
'/a' = digest('MD5', 1);  # error: evaluation "the second argument of digest() must be a string"

### text_not_a_string_computed
variable TEXT = 1;
'/a' = digest('MD5', TEXT);  # error: evaluation "the second argument of digest() must be a string; found"

### algorithm_not_a_string
'/a' = digest(5, 'x');  # error: syntax "the first argument of digest() must be a string"
