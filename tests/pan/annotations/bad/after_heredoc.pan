# refused: 6.1-6.9
object template after_heredoc;
'/x' = <<TEXT;
@(a&=this is text)
TEXT
@(this&=)
