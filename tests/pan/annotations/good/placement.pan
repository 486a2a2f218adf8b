# Annotations belong to the token after them, the nearest first; comments between them do not matter.
@author{ name = Alice Example
role = maintainer }
# a comment
@(Sets up the front end.)
unique template placement;
@own_line( before it )
variable FIRST = 1; @sameline{ after the statement before } variable SECOND ?= 2;
@kept[ before final ]
final @lost{ between final and variable } variable THIRD = @lost{ in the value } 3;
@{
    a port
}
type port = @lost{ before the type itself } long(1..65535);
type listener = @lost{} extensible @lost{} {
    @(the port to listen on)
    @since{ version = 1.2 }
    'port' : port
    @lost{ includes have no annotations }
    include port_options
    'name' @lost{ before the sign } ? @lost{ before the type } string
    @lost{ before the bracket }
} with @lost{ in the check } SELF['port'] > 0;
@deprecated{
    since = 2.0
    use = "listener"
}
function old_listener = {
    @lost{ in a body }
    ARGV[0];
};
@lost{ before bind }
bind '/listeners' = @lost{} listener[];
@lost{ before a path }
'/listeners' = list();
@lost{ before valid }
valid '/listeners' = length(SELF) >= 0;
@lost{ at the end of the file }
