template folder/part;
'/part' = TEMPLATE;
