"""The block of a `with` in, the strings that it is known to accept in every profile out, if it is one that can tell.

Profiles of a site share most of their strings, and a block that looks at nothing but its string, through functions
that do the same, says the same of it each time. It may then be spared; what it refuses is always run.
"""
from __future__ import annotations

from types import CodeType

from .builtins import BUILTINS
from .runtime import Context

# What generated code may name: attributes of the context, and functions that give the same for the same arguments.
# Those that take the name of a variable are among them: the names stand in the code and are compared with the globals.
STEADY = frozenset((
    "self", "value", "max_iterations", "U", "N", "ReturnValue", "give_back", "call", "var", "term", "look", "item",
    "item1", "self_look", "self_item", "set_local", "set_item", "check_local_name", "delete_item", "list_holder",
    "must_be_list", "list_inside", "extend_list", "resource", "each", "too_many", "if_test", "loop_test",
    "and_operand", "or_operand", "add", "subtract", "multiply", "divide", "modulus", "bit_and", "bit_or", "bit_xor",
    "bit_not", "equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "logical_not", "minus", "plus",
    "is_kind", "variable_is_kind", "variable_exists", "global_or_none",
    *(f"kinds_{name}" for name in BUILTINS if name.startswith("is_")),
    *(f"f_{name}" for name, builtin in BUILTINS.items()
      if builtin.constant and name not in ("substitute", "deprecated")),
))
# Automatic variables that are no globals and no parameters.
CHANGING = frozenset(("TEMPLATE", "FUNCTION"))
LONGEST, MOST = 200, 2000


class Accepted:
    """Strings, and what must be as it was when they were accepted: no variable or function of the program is met in
    a profile by a name that the code has as a string, but the functions that it was run with."""

    def __init__(self, words: set[str], functions: dict):
        self.strings: set[str] = set()
        self.words = words
        self.unused = words - functions.keys()
        self.functions = [(name, function.run) for name, function in functions.items()]

    def has(self, c: Context, text: str) -> bool:
        # Deeper in calls the limit of their depth could be met.
        return text in self.strings and not c.depth and self.holds(c)

    def holds(self, c: Context) -> bool:
        functions = c.functions
        for name, run in self.functions:
            if name not in functions or functions[name].run is not run:
                return False
        return functions.keys().isdisjoint(self.unused) and c.globals.keys().isdisjoint(self.words)

    def add(self, c: Context, text: str) -> None:
        if len(text) <= LONGEST and len(self.strings) < MOST and self.holds(c):
            self.strings.add(text)


def accepted_strings(c: Context, body) -> Accepted | None:
    """An Accepted for a block; None where its answer may hang on more than the string."""
    words: set[str] = set()
    functions: dict = {}
    waiting, seen = [body.__code__], set()
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        if not STEADY.issuperset(code.co_names):
            return None
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                waiting.append(constant)
            elif type(constant) is str:
                words.add(constant)
                function = c.functions.get(constant)
                if function is not None:
                    functions[constant] = function
                    waiting.append(function.run.__code__)
    if not words.isdisjoint(CHANGING):
        return None
    return Accepted(words, functions)
