template SY001-type;

'/a' = 1;
# expect SY001 argument
'/b' = length();
