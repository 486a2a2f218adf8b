"""A DML block of a statement comes in; its value goes out, without running it where another object of this run has.

Most machines of a site differ in little, and most of their blocks not at all. A block that takes some time is watched
while it runs for the second time: which variables, functions, templates and elements of the tree it asks for. When all
of these are the same for a later object, its value is a copy of that one's, and what it looked up counts as looked up.
A block can change nothing but its own value, so this cannot be told from running it.

What a block asks of a Context goes through few doors, its `globals`, `functions`, `templates`, `types`, element() and
`build`. A Witness stands in these doors while a block is watched; at other times they cost nothing.
"""
from __future__ import annotations

import marshal
import time

from .builtins import match
from .errors import EvaluationError
from .paths import Path
from .runtime import Context, Global, var
from .statements import run_dml
from .values import PLAIN, VIEWS, duplicate, marked

# A block that is done sooner is not worth the look, in nanoseconds.
LEAST = 20_000
# What the code of a block names that calls functions in a loop, or may.
LONG = frozenset(("each", "call"))
# How many values of one block are kept, and how often in a row none may fit before it is given up.
KEPT, MISSES = 4, 3
# Bytes of the contents that a value may hang on; to compare more takes too long.
CONTENT_LIMIT = 1 << 20


class Memo:
    """The values that blocks had for the objects of one run.

    With `several` sources in it, blocks that look long are watched when they first run: most will run again.
    """

    def __init__(self):
        self.several = False
        # For each block that has run: its known values, or None where it is not worth it.
        self.blocks: dict = {}
        # One object for each content, and for constants by their id.
        self.contents: dict[bytes, bytes] = {}
        self.constants: dict[int, tuple] = {}

    def stamp(self, variable: Global, learn: bool) -> bytes | None:
        """The content of a variable's value; the same object for the same content.

        Without `learn` it is None for a content that nothing kept here hangs on.
        """
        stamp, value = variable.stamp, variable.value
        constant = type(stamp) in VIEWS
        if constant and id(stamp) in self.constants:
            return self.constants[id(stamp)][1]
        if stamp is not None and not constant:
            return stamp
        own = type(value) not in VIEWS
        found, whole = content(value if own else value.base)
        known = self.contents.get(found)
        if known is None and learn:
            known = self.contents[found] = found
        if constant and known is not None:
            self.constants[id(stamp)] = stamp, known
        elif own and whole:
            # What a view shows, here or further down, may change without the variable.
            variable.stamp = known
        return known

    def value(self, c: Context, body, of_path: bool):
        """(value of a block whose SELF is undef, the Outcome that it is a copy of or None).

        It is for a path, into which copies go, or for a variable. With an Outcome it is a tree of its own. The block
        must not be one of those that are not worth it.
        """
        block = self.blocks.get(body, self)
        if block is self and self.several and LONG.issubset(body.__code__.co_names):
            block = self.blocks[body] = Block()
        if block is self:
            begun = time.perf_counter_ns()
            value = run_dml(c, body)
            self.blocks[body] = Block() if time.perf_counter_ns() - begun >= LEAST else None
            return value, None
        for outcome in block.outcomes:
            if outcome.fits(c, self):
                block.misses = 0
                outcome.repeat(c)
                return outcome.copy(), outcome
        block.misses += 1
        if block.misses > MISSES:
            self.blocks[body] = None
            return run_dml(c, body), None
        witness = Witness(c)
        value = witness.watch(body)
        if of_path:
            value = duplicate(value)
        outcome = witness.outcome(value, self)
        if outcome is not None:
            block.outcomes = [outcome, *block.outcomes[:KEPT - 1]]
        return value, outcome


class Block:
    """What is known of one block: its Outcomes, the newest first, and how many objects in a row needed another."""
    __slots__ = ("outcomes", "misses")

    def __init__(self):
        self.outcomes: list[Outcome] = []
        self.misses = 0


class Unkept(Exception):
    """A value is of a form that cannot be kept or compared."""


def content(value) -> tuple[bytes, bool]:
    """Bytes that are equal only for values that no block can tell apart; and whether there is no view in the value."""
    whole = True
    try:
        found = marshal.dumps(value, 0)
    except ValueError:
        whole = False
        try:
            found = marshal.dumps(marked(value), 0)
        except (ValueError, RecursionError):
            raise Unkept from None
    if len(found) > CONTENT_LIMIT:
        raise Unkept
    return found, whole


def is_tree(value, seen: set[int]) -> bool:
    """Whether a value is made of dicts and lists of its own, each in one place, and properties."""
    kind = type(value)
    if kind is dict or kind is list:
        if id(value) in seen:
            return False
        seen.add(id(value))
        return all(type(element) in PLAIN or is_tree(element, seen)
                   for element in (value.values() if kind is dict else value))
    return kind in PLAIN


class Outcome:
    """The value of a block, all that it hangs on, and what was looked up for it; `data` is the value for marshal."""
    __slots__ = ("value", "data", "stamp", "absent", "properties", "stamped", "matched", "functions", "templates",
                 "loadpath", "elements", "depth", "lookups")

    def fits(self, c: Context, memo: Memo) -> bool:
        """Whether the block would find all that it asks for as it was; nothing is changed by the question."""
        variables = c.globals
        if not variables.keys().isdisjoint(self.absent) or c.depth + self.depth > c.max_depth:
            return False
        for name, value in self.properties:
            variable = variables.get(name)
            if variable is None or type(variable.value) is not type(value) or variable.value != value:
                return False
        for name, run in self.functions:
            function = c.functions.get(name)
            if (function and function.run) is not run:
                return False
        for name, loaded in self.templates:
            if c.templates.get(name) is not loaded:
                return False
        if self.loadpath is not None and c.loadpath != self.loadpath:
            return False
        try:
            for name, pattern, flags, found in self.matched:
                variable = variables.get(name)
                if variable is None or match(c, variable.value, pattern, flags) is not found:
                    return False
            for name, stamp in self.stamped:
                variable = variables.get(name)
                if variable is None or memo.stamp(variable, False) is not stamp:
                    return False
            for path, known in self.elements:
                found = c.element(path, True)
                if (found if found is None else content(found)[0]) != known:
                    return False
        except (EvaluationError, Unkept):
            return False
        return True

    def repeat(self, c: Context) -> None:
        """Look up what the block would."""
        for look, name in self.lookups:
            if look == "load":
                c.build.load(c, name)
            else:
                c.build.template_exists(c, name)

    def copy(self):
        return duplicate(self.value) if self.data is None else marshal.loads(self.data)


class Door:
    """A dict of a Context: `tell` hears what is asked for, and `spoil` that more is done than that."""
    __slots__ = ("behind", "tell", "spoil")

    def __init__(self, behind: dict, tell, spoil=lambda: None):
        self.behind = behind
        self.tell = tell
        self.spoil = spoil

    def get(self, name: str):
        found = self.behind.get(name)
        self.tell(name, found)
        return found

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __getitem__(self, name: str):
        self.get(name)
        return self.behind[name]

    def __setitem__(self, name: str, value) -> None:
        self.spoil()
        self.behind[name] = value

    def __iter__(self):
        self.spoil()
        return iter(self.behind)

    def __getattr__(self, name: str):
        self.spoil()
        return getattr(self.behind, name)


class Witness:
    """Notes what one block asks of its Context, for which it also stands in as its `build`."""

    def __init__(self, c: Context):
        self.c = c
        self.build, self.globals = c.build, c.globals
        self.spoiled = False
        self.variables: dict = {}
        self.functions: dict = {}
        self.templates: dict = {}
        self.elements: dict[Path, bytes | None] = {}
        self.lookups: dict[tuple[str, str], None] = {}
        self.matched: dict[tuple, None] = {}
        self.subjects: list[str] = []
        self.depth = self.deepest = c.depth

    def watch(self, body):
        """The value of the block."""
        c = self.c
        real = c.build, c.globals, c.functions, c.templates, c.types
        c.build = c.witness = self
        c.globals = Door(c.globals, self.variables.setdefault, self.spoil)
        c.functions = Door(c.functions, self.functions.setdefault, self.spoil)
        c.templates = Door(c.templates, self.templates.setdefault)
        c.types = Door(c.types, self.spoil, self.spoil)
        c.element, c.deeper = self.element, self.deeper
        try:
            return run_dml(c, body)
        finally:
            c.build, c.globals, c.functions, c.templates, c.types = real
            c.witness = None
            del c.element, c.deeper

    def spoil(self, *_) -> None:
        """What happens now would not happen again by giving the value once more."""
        self.spoiled = True

    # --- what the Context asks, or is asked -----------------------------------------------------------------------

    def __getattr__(self, name: str):
        self.spoil()
        return getattr(self.build, name)

    def load(self, c: Context, name: str):
        loaded = self.build.load(c, name)
        if loaded.kind != "structure":
            self.spoil()
        self.lookups["load", name] = None
        return loaded

    def template_exists(self, c: Context, name: str) -> bool:
        self.lookups["exists", name] = None
        return self.build.template_exists(c, name)

    def run_structure(self, c: Context, name: str) -> dict:
        return self.build.run_structure(c, name)

    def element(self, path: Path, lookup_only: bool):
        found = Context.element(self.c, path, lookup_only)
        if path.kind == "absolute":
            try:
                self.elements.setdefault(path, found if found is None else content(found)[0])
            except Unkept:
                self.spoil()
        return found

    def deeper(self) -> None:
        Context.deeper(self.c)
        self.deepest = max(self.deepest, self.c.depth)

    def subject(self, name: str):
        """A variable that is only matched against a pattern: what the match gives is all that counts."""
        variable = self.globals.get(name)
        self.subjects.append(None if variable is None else name)
        return var(self.c, name) if variable is None else variable.view

    def matches(self, pattern: str, flags: str, found: bool) -> None:
        """What the match of the last subject() gave."""
        name = self.subjects.pop()
        if name is not None:
            self.matched[name, pattern, flags, found] = None

    # --- afterwards ------------------------------------------------------------------------------------------------

    def outcome(self, value, memo: Memo) -> Outcome | None:
        """What the block gave, or None if that cannot be known without running it."""
        try:
            return None if self.spoiled or not is_tree(value, set()) else self.known(value, memo)
        except (EvaluationError, RecursionError, Unkept):
            return None

    def known(self, value, memo: Memo) -> Outcome:
        outcome = Outcome()
        outcome.stamp = memo.stamp(Global(value), True)
        try:
            # It gives a copy in a quarter of the time that duplicate() takes.
            outcome.data, outcome.value = marshal.dumps(value), None
        except ValueError:
            outcome.data, outcome.value = None, duplicate(value)
        outcome.absent = frozenset(name for name, variable in self.variables.items() if variable is None)
        outcome.properties, outcome.stamped = properties, stamped = [], []
        for name, variable in self.variables.items():
            if variable is None:
                continue
            if type(variable.value) in PLAIN and type(variable.value) is not float:
                properties.append((name, variable.value))
            else:
                stamped.append((name, memo.stamp(variable, True)))
        outcome.functions = [(name, function and function.run) for name, function in self.functions.items()]
        outcome.templates = list(self.templates.items())
        outcome.loadpath = self.c.loadpath if self.lookups else None
        outcome.elements = list(self.elements.items())
        outcome.matched = [matched for matched in self.matched if matched[0] not in self.variables]
        outcome.depth = self.deepest - self.depth
        outcome.lookups = list(self.lookups)
        return outcome
