template LC001;

# expect LC001 no space before and after '='
'/a' = 1;
'/b' = {
    x = list(1, -1);
# expect LC001 after the sign
    y = -1;
# expect LC001 no space after '-'
    y = y - 1;
# expect LC001 before and after '&&'
    if (y > 1 && y < 2) x[0] else x[y-1];
# expect LC001 in a simple index
    x[y+1];
# expect LC001 before and after '\*'
    x[y * 2 - 1];
    -y + x[ y * 2 ] -
        -x[y * 2];
};
type a_link = string*;
type a_range = long(-1..5)[2..] = list(1, 2);
# expect LC001 no space before '\?='
'/c' ?= <<END;
a=b
END
