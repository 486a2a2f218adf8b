template content;

# Free text: kept as it is.
@()variable EMPTY = 1;
@{ }variable BLANK = 1;
@(two words = not a pair)variable WORDS = 1;
@{
    indented "text" with 'quotes', (brackets] and # a hash
  }variable LINES = 1;
@{one'word}variable WORD = 1;

# Pairs: to the end of the line, or in quotes.
@{key = value }variable LINE = 1;
@{  first =  1
second=a = b
	third	=	"tabs"	fourth='same line' fifth = last }variable SEVERAL = 1;
@{ key =
value on the next line }variable NEXT = 1;
@{ key =
    'quotes after blanks are a part of the value' }variable QUOTES = 1;
@{ key =

'quotes after line ends are not' }variable UNQUOTED = 1;
@{ key = continued \
    here \
}variable CONTINUED = 1;
@{ key = \
at once }variable CONTINUED_AT_ONCE = 1;
@{ key = 'two
lines' other = "and
  three
" }variable MULTILINE = 1;
@{ single = 'it''s "it"' double = "a ""word"" isn't" none = '' nothing = "" }variable DOUBLED = 1;
@{ key =
  
other.key-name_ = x }variable BLANK_VALUE = 1;
@{key = # not a comment @{ either }variable HASH = 1;

# Names.
@ 
	spaced
 { k = v }variable SPACED = 1;
@a.b-c_D{x}variable PUNCTUATED = 1;
@_[x]variable UNDERSCORE = 1;
@Xm.l{x}variable NEARLY_XML = 1;
