# @name{...}, @name(...) and @name[...] are annotations: text for panc-annotations, without any effect here.

### everywhere_a_comment_may_stand
## everywhere_a_comment_may_stand.pan
@desc{ a template }
object template everywhere_a_comment_may_stand;
@{ an annotation without a name }
variable X = @what(1) 1;
@documentation[
    several
    lines # with a hash
]
'/a' = X;
#> {"a": 1}

### keys_and_values
@use{ type = string
default = 'it''s'
note = "a ""word"""
}
'/a' = 1;
#> {"a": 1}

### closing_bracket_ends_it
@x{ a } b }  # error: parse "unexpected 'b'; expected a statement: a path, variable, include, bind,"
'/a' = 1;

### not_closed
@x{ a  # error: parse "unexpected '@'; expected a statement: a path, variable, include, bind, valid,"
'/a' = 1;

### at_sign_alone
'/a' = @ 1;  # error: parse "unexpected '@'; expected an expression"

### key_value_with_a_broken_string
@x{ a = 'open  # error: parse "invalid annotation: expected KEY = VALUE at `a = 'open`"
}
'/a' = 1;
