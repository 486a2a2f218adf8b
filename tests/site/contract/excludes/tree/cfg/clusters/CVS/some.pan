template some;
