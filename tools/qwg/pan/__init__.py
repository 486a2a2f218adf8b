"""The Pan language: source files of templates come in, profiles as panc 10 writes them and Diagnostics go out.

The stages, in the order in which a template passes through them: loader finds and reads it, lexer, parser (nodes),
fold, codegen (Unit, kept by cache), then statements, runtime, operators, builtins and types run it, compiler builds
and validates whole objects, formats writes them; trace and diagnostics tell what went wrong, cli is the command.
What a run is told, and what it tells, stands in records; workers and ahead share the work with other processes.
"""
from importlib import import_module

# A build in which nothing is to be compiled needs the Diagnostics alone, so each module is read when it is first used.
MODULES = {"Compiler": "compiler", "Options": "records", "Profile": "records", "Results": "records",
           "Diagnostic": "diagnostics", "Frame": "diagnostics", "Span": "diagnostics", "PanError": "errors"}

__all__ = sorted(MODULES)


def __getattr__(name: str):
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{MODULES[name]}", __name__), name)
    return value
