"""How fast the compiler is: trees of templates and the public panc come in, measured times side by side go out.

trees makes what is compiled, works says what is run over it, processes runs and measures, measure takes turns over
all of it, machine describes where that was, report shows it.
"""
