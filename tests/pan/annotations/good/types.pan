declaration template types;

type anything = element;
type short_text = string(1..20);
type exact = string(4);
type at_least = long(3..);
type at_most = long(..7);
type below_zero = long(-10..-1);
type bases = long(0x10..020);
type no_limits = double();
type whole_range = long(0..9223372036854775807);
type linked = string(2)*;
type rows = long(1..9)[1..3][]{..4};
type color = choice('red', "green", <<BLUE);
blue
BLUE
type empty = {};
type open = extensible {}(1..);
type nested = {
    'outer' : {
        'inner' ? extensible {
            'deep' : boolean
        }[2]
        include nested_more
    } (0..5)
    '{a/b c}' : long
    "tab\x41" ? {}{}
};
bind '/a' = { 'x' : short_text };
bind '/b' = choice('one');
