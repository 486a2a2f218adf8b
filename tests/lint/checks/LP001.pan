template LP001;

'/a' = dict(
    'b', 1,
# expect LP001
   'c', 2,
# expect LP001
     'd', "in a string\
 the blanks are the author's",
# a comment may stand anywhere
  # also here
    'e', <<END,
 a heredoc is a string
END
    'f', 1);
@{
 desc = an annotation as well
}
variable ANOTHER = 1;
