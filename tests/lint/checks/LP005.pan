template LP005;

# expect LP005
include { 'a' };
# expect LP005
include {if_exists('b')};
# expect LP005
include {
    if (true) 'c' else null;
};
include 'd';
include {
    name = 'e';
    name;
};
