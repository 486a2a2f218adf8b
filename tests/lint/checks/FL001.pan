# expect FL001
template
    FL001;
