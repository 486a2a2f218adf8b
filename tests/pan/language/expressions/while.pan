# while (test) block; gives the value of the last round, undef when there was none.

### counts
'/a' = {
    n = 0;
    sum = 0;
    while (n < length(OBJECT)) {
        n = n + 1;
        sum = sum + n;
    };
    sum;
};
#> {"a": 21}

### value_is_that_of_the_last_round
'/a' = {
    n = length(OBJECT);
    while (n > 0) { n = n - 1; 'left ' + to_string(n) };
};
#> {"a": "left 0"}

### never
'/a' = is_defined(while (length(OBJECT) < 0) 1);
#> {"a": false}

### test_not_boolean
'/a' = {
    n = length(OBJECT);
    while (n) n = n - 1;  # error: evaluation "the test of a loop must give a boolean; found long"
};

### limit
# options: --max-iteration 20
'/a' = {
    n = 0;
    while (n < length(OBJECT) + 20) n = n + 1;  # error: evaluation "loop iteration count (20) has been"
    n;
};

### below_the_limit: the count is that of one loop
# options: --max-iteration 20
'/a' = {
    n = 0;
    while (n < 20) n = n + 1;
    m = 0;
    while (m < 20) m = m + 1;
    n + m + length(OBJECT);
};
#> {"a": 55}

### without_end
'/a' = { while (true) 1; };  # error: evaluation "loop iteration count (10,000) has been exceeded; look for"

### nested
'/a' = {
    rows = list();
    y = 0;
    while (y < 3) {
        x = 0;
        row = '';
        while (x <= y) { row = row + OBJECT; x = x + 1 };
        rows[y] = row;
        y = y + 1;
    };
    rows;
};
#> {"a": ["nested", "nestednested", "nestednestednested"]}

### return_leaves_it
'/a' = {
    n = 0;
    while (true) {
        n = n + 1;
        if (n * n > 50) return(n);
    };
};
#> {"a": 8}
