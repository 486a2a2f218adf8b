template SY001;

# expect SY001 unexpected '\)'
'/a' = (1 + );
