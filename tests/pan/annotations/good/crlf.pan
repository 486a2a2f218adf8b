template crlf;

@doc{
    a = one
    b = two \
  continued
    c = "three
four"
}
variable X = <<TEXT;
@{a&=not an annotation}
TEXT
@( free
text )
variable Y = 1;@(after a lone CR)variable Z = 2;