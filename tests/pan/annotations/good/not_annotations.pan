# me@example.org (a comment), @{a&=b}, it's
object template not_annotations;

'/single' = 'root@(a&=b) isn''t @{c&=d}';
'/double' = "@(a&=b) \" @{c&=d} \
@{e&=f}";
'/hash' = "# @{kept = 'in the string'"; @(real)variable X = 1; # @{a&=b}
'/first' = list(<<ONE, <<TWO); @( real, before the heredocs
on two lines ) variable Y = <<THREE; # @{a&=b}
@{a&=b}
 ONE
ONE
it's @(a&=b)
TWO
"
THREE
@( real, after the heredocs )
variable Z = match('a@(b)', '^@?');
