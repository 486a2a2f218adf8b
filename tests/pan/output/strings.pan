object template strings;

# Strings that a format must escape or encode.

'/markup' = '<a href="x">&amp; ''quoted''</a> ]]>';
'/lines' = "one\ntwo\r\nthree\rfour\n";
'/tabs' = "\ta\tb";
'/blanks' = '  leading and trailing  ';
'/backslash' = 'C:\path\n';
'/latin' = 'Grüße, naïve, ÿ';
'/wide' = '漢字 ☃ é';
'/astral' = '😀 𐐀 🏳️‍🌈';
'/control_high' = "\x7f\x80\x85\x9f\xa0";
'/control_low' = "\x01\x02";
'/nul' = "a\x00b";
'/escape_code' = "\x1b[1mbold\x1b[0m";
'/line_separators' = '  ';
'/not_characters' = '￾￿';
'/numbers' = list('1', '1.0', 'true', 'null', 'undef');
'/long_text' = '0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789';
# base64 is broken into lines, after the last one too where it is full.
'/long_control' = "\x01this text is so long that its base64 takes more than one line";
'/full_line' = "\x01this text fills one line of base64 up to its very end ..";
