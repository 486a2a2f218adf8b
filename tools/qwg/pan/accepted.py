"""The block of a `with` in, the elements that it is known to accept in every profile out, if it is one that can tell.

Profiles of a site share most of their elements, and a block that looks at nothing but its element, through functions
that do the same, says the same of it each time. It may then be spared; what it refuses is always run.
"""
from __future__ import annotations

from types import CodeType

from .builtins import BUILTINS
from .runtime import Context
from .values import LISTS, PLAIN, RESOURCES, unwrap

# What generated code may name: attributes of the context, and functions that give the same for the same arguments.
# Those that take the name of a variable are among them: the names stand in the code and are compared with the globals.
STEADY = frozenset((
    "self", "value", "max_iterations", "U", "N", "ReturnValue", "give_back", "call", "var", "term", "look", "item",
    "item1", "self_look", "self_item", "set_local", "set_item", "check_local_name", "delete_item", "list_holder",
    "must_be_list", "list_inside", "extend_list", "resource", "each", "too_many", "if_test", "loop_test",
    "and_operand", "or_operand", "add", "subtract", "multiply", "divide", "modulus", "bit_and", "bit_or", "bit_xor",
    "bit_not", "equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "logical_not", "minus",
    "plus", "is_kind", "variable_is_kind", "variable_exists", "global_or_none",
    *(f"kinds_{name}" for name in BUILTINS if name.startswith("is_")),
    *(f"f_{name}" for name, builtin in BUILTINS.items()
      if builtin.constant and name not in ("substitute", "deprecated")),
))
# A dict or list is compared as a whole. That takes longer than a block that does not look at all of it.
LARGEST_IN_LOOPS, LARGEST = 2000, 20
LONGEST_STRING = 200
MOST = 20_000  # strings and other elements, those within others counted as well


class Accepted:
    """What one block has accepted: `keys` of elements.

    They hold where a profile has no variable or function by a name that stands in the code as a string, but the
    functions that the block was run with.
    """

    def __init__(self, c: Context, body):
        """`body` is the block and `c` the state of an object that it is about to be run for."""
        self.keys: set = set()
        self.room = MOST
        names, self.words, functions = reached(c, body)
        self.unused = self.words - functions.keys()
        self.functions = list(functions.items())
        self.steady = STEADY.issuperset(names)
        self.largest = LARGEST_IN_LOOPS if "each" in names else LARGEST

    def key(self, c: Context, value):
        """What stands for an element among the keys; None if nothing may, or if it is not worth it."""
        # While the object is built or deeper in calls, TEMPLATE, FUNCTION or the depth could make the difference.
        if not self.steady or c.depth or c.building:
            return None
        if type(value) is str:
            return value if len(value) <= LONGEST_STRING else None
        return content_key(value, self.largest)

    def has(self, c: Context, key) -> bool:
        return key in self.keys and self.holds(c)

    def holds(self, c: Context) -> bool:
        functions = c.functions
        for name, run in self.functions:
            if name not in functions or functions[name].run is not run:
                return False
        return functions.keys().isdisjoint(self.unused) and c.globals.keys().isdisjoint(self.words)

    def add(self, c: Context, key, value) -> None:
        """Remember an accepted element, unless the block has changed it: parts of SELF can be in local variables."""
        if self.room > 0 and self.holds(c) and self.key(c, value) == key:
            self.keys.add(key)
            self.room -= 1 if type(key) is str else len(key)


def reached(c: Context, body) -> tuple[set[str], set[str], dict]:
    """Names and strings of the code that a body may run, and the program's functions among it, by name."""
    names: set[str] = set()
    words: set[str] = set()
    functions: dict = {}
    waiting, seen = [body.__code__], set()
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        names.update(code.co_names)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                waiting.append(constant)
            elif type(constant) is str:
                words.add(constant)
                function = c.functions.get(constant)
                if function is not None:
                    functions[constant] = function.run
                    waiting.append(function.run.__code__)
    return names, words, functions


def content_key(value, largest: int):
    """A tuple that is equal for equal elements, protected in the same way, and for no others.

    None for a dict or list that has more than `largest` elements, a long string, or the same part in two places.
    """
    if type(value) in PLAIN:
        return type(value), repr(value)
    parts: list = []
    waiting = [value]
    for part in waiting:
        base = unwrap(part)
        if len(parts) + len(base) > largest:
            return None
        parts += type(part), len(base)
        if type(part) in LISTS:
            elements = base
        else:
            parts += base
            elements = base.values()
        for element in elements:
            kind = type(element)
            if kind is str:
                if len(element) > LONGEST_STRING:
                    return None
                parts.append(element)
            elif kind in RESOURCES:
                parts.append(None)
                waiting.append(element)
            else:
                parts += kind, repr(element)
    return tuple(parts) if len(set(map(id, waiting))) == len(waiting) else None
