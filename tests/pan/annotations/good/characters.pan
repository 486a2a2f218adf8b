template characters;

@ascii{<&>"'}variable ASCII = 1;
@latin{ é ÿ }variable LATIN = 1;
@bmp{   � 水 }variable BMP = 1;
@emoji{ 😀 } @( 🐧 ) variable AFTER = "🐧"; @{columns count UTF-16 units} variable EMOJI = 1;
@bad{ �� }variable NOT_UTF_8 = 1;
type t = { "x" : string = "é😀\x00\x7f\x80\r\t" };
@{ k =  trim keeps this  }variable TRIM = 1;
