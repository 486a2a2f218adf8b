template LP010;

# expect LP010
variable Capital = 1;
# expect LP010
final variable lower ?= 1;
variable UPPER_5 = { lower = 1; lower + 1; };
