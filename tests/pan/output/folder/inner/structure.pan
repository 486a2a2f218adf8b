structure template folder/inner/structure;
'x' = 1;
