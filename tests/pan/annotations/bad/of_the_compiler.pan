# refused: 4.17-4.20
# No annotations are written of a template that does not compile.
object template of_the_compiler;
type t = long = null;
