"""The Pan language: source files of templates come in, profiles as panc 10 writes them and Diagnostics go out.

The stages, in the order in which a template passes through them: loader finds and reads it, lexer, parser (nodes),
fold, codegen (Unit, kept by cache), then statements, runtime, operators, builtins and types run it, compiler builds
and validates whole objects, formats writes them; trace and diagnostics tell what went wrong, cli is the command.
"""
from .compiler import Compiler, Options, Profile, Results
from .diagnostics import Diagnostic, Frame, Span
from .errors import PanError

__all__ = ["Compiler", "Diagnostic", "Frame", "Options", "PanError", "Profile", "Results", "Span"]
