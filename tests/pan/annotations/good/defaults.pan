template defaults;

type all_kinds = {
    'long' : long = 42
    'hexadecimal' : long = 0x1F
    'octal' : long = 017
    'double' : double = 1.50
    'large' : double = 1e21
    'small' : double = 1.0E-7
    'true' : boolean = true
    'single' : string = 'it''s'
    'double_quoted' : string = "a\tb\n\"c\" \x01\xe9"
    'markup' : string = '<a href="x">&amp;</a>'
    'heredoc' : string = <<END
first
    second
END
    'list_of' : string[] = 'not checked here'
    'checked' : long = 7 with SELF > 0
    # none of these is a literal right after the =
    'parentheses' : long = (1)
    'braces' : long = { 1 }
    'sign' : long = -1
    'sum' : long = 1 + 1
    'call' : string[] = list('a')
};
type number = long = 5;
bind '/number' = number = @lost{} 6;
bind '/table' = all_kinds{} = dict();
