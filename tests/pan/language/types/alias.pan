# type NAME = OTHER; gives a type another name, to which more can be asked.

### chain
type a = long(1..);
type b = a(..100);
type c = b with SELF != 50;
bind '/x' = c;
bind '/y' = c;
'/x' = 1;
'/y' = 50;  # error: validation "user-defined validation failed"

### first_in_the_chain_fails
type a = long(1..);
type b = a(..100);
bind '/x' = b;
'/x' = 0;  # error: validation "value (0) is outside range 1.."

### wrong_kind: the message names the types on the way
type a = long;
type b = a;
bind '/x' = b;
'/x' = 'text';  # error: validation "type: 'b'"
