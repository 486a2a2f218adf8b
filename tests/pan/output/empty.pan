object template empty;

# Nothing at all.
