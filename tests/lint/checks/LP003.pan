template LP003;

# a comment  
# expect LP003
'/a' = 1; 
'/b' = 1; # before a comment they do no harm 
# expect LP003
'/c' = <<END;  
at the end of a heredoc's line  
END
'/d' = 'x';
