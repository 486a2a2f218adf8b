# expect FL001
template FL001-more; include 'x';
