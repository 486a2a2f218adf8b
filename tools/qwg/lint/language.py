"""A Reading comes in; what its nodes say that could be said better, or cannot be meant, goes out as Findings."""
from __future__ import annotations

import re
from collections.abc import Iterator

from qwg.pan.codegen import check_statements, compile_template
from qwg.pan.errors import PanError
from qwg.pan.fold import AUTOMATIC
from qwg.pan.loader import SUFFIXES
from qwg.pan.nodes import (ASSIGN, BIND, BLOCK, CALL, FULL, FUNCTION, INCLUDE, LITERAL, PATH, PREFIX, SET,
                           VALID, VARIABLE)
from qwg.pan.paths import is_template_name

from .findings import Edit, Finding
from .reading import Reading, every_node

RENAMED = {"nlist": "dict", "is_nlist": "is_dict"}
SHORTEST_NAME = 5
COMPONENT_USED = re.compile(r"/software/components/(\w+)/")
COMPONENT_INCLUDED = re.compile(r"components/(\w+)/config")
COMPONENT_OF_FILE = re.compile(r"(?:^|/)(?:components/|ncm-)(\w+)/")
TRAILING_SLASHES = re.compile(r"[^'\"/](/+)['\"]\Z")
# Where the expressions of a statement stand in its node.
EXPRESSION = {SET: 4, PATH: 4, VALID: 4, INCLUDE: 3, FUNCTION: 4}


def refused(reading: Reading) -> Iterator[Finding]:
    """What the compiler refuses without running the template."""
    error = reading.error
    if error is None:
        try:
            unit = compile_template(reading.template)
            check_statements(unit.kind, unit.operations)
            return
        except PanError as failure:
            error = failure
        except RecursionError:
            return
    if error.span is not None and error.span.line:
        begin = reading.line_starts[error.span.line - 1] + error.span.column - 1
        yield Finding(begin, begin + 1, error.message)
    else:
        places = [reading.tokens[min(at, len(reading.tokens) - 1)] for at in error.tokens or (0, 0)]
        yield Finding(places[0].begin, places[-1].end, error.message)


def misnamed(reading: Reading) -> Iterator[Finding]:
    """The name is not the end of the file's path, so that no compiler finds the template by it."""
    template = reading.template
    if template is None or not is_template_name(template.name):
        return
    if not any(reading.file.endswith(f"/{template.name}{suffix}") for suffix, _ in SUFFIXES):
        name = next(token for token in reading.tokens if token.text == template.name)
        yield Finding(name.begin, name.end,
                      f"'{template.name}' is not the end of the file's path, so it is never found")


def old_names(reading: Reading) -> Iterator[Finding]:
    for node in reading.nodes:
        if node[0] == CALL and node[3] in RENAMED:
            token = reading.tokens[node[1]]
            new = RENAMED[node[3]]
            yield Finding(token.begin, token.end, f"{node[3]}() is an old name of {new}()",
                          (Edit(token.begin, token.end, new),))


def include_braces(reading: Reading) -> Iterator[Finding]:
    tokens = reading.tokens
    for node in reading.nodes:
        if node[0] != INCLUDE or tokens[node[1] + 1].text != "{" or node[3][0] == BLOCK and node[3][1] == node[1] + 1:
            continue
        closing = node[2] - 1
        last = closing - 2 if tokens[closing - 1].text == ";" else closing - 1
        pieces = ((tokens[node[1]].end, tokens[node[1] + 2].begin, " "), (tokens[last].end, tokens[node[2]].begin, ""))
        blank = all(not reading.text[begin:end].translate({ord(mark): None for mark in "{};"}).strip()
                    for begin, end, _ in pieces)
        yield Finding(tokens[node[1] + 1].begin, tokens[closing].end,
                      edits=tuple(Edit(*piece) for piece in pieces) if blank else ())


def global_names(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """(name, begin, end) of the name in each statement that sets a global variable."""
    for node in reading.template.statements if reading.template else ():
        if node[0] == SET:
            at = node[1] + 1
            token = reading.tokens[at + (reading.tokens[at].text == "variable")]
            yield token.text, token.begin, token.end


def lower_case(reading: Reading) -> Iterator[Finding]:
    return (Finding(begin, end) for name, begin, end in global_names(reading) if name != name.upper())


def short_names(reading: Reading) -> Iterator[Finding]:
    return (Finding(begin, end) for name, begin, end in global_names(reading) if len(name) < SHORTEST_NAME)


def needless_format(reading: Reading) -> Iterator[Finding]:
    for node in reading.nodes:
        if node[0] == CALL and node[3] in ("error", "debug") and node[4] and node[4][0][0] == CALL \
                and node[4][0][3] == "format":
            token = reading.tokens[node[4][0][1]]
            yield Finding(token.begin, token.end)


def trailing_slash(reading: Reading) -> Iterator[Finding]:
    for node in reading.template.statements if reading.template else ():
        if node[0] in (PATH, PREFIX, BIND, VALID):
            token = reading.tokens[next(at for at in (node[1], node[1] + 1)
                                        if reading.tokens[at].text[0] in "'\"")]
            slashes = TRAILING_SLASHES.search(token.text)
            if slashes:
                begin, end = token.begin + slashes.start(1), token.begin + slashes.end(1)
                yield Finding(begin, end, edits=(Edit(begin, end, ""),))


def component_not_included(reading: Reading) -> Iterator[Finding]:
    """A component in whose tree the file is counts as included."""
    included = set(COMPONENT_OF_FILE.findall(reading.file))
    for node in reading.nodes:
        if node[0] == INCLUDE:
            for text in (inner[3] for inner in every_node(node[3]) if inner[0] == LITERAL):
                included.update(COMPONENT_INCLUDED.findall(text) if type(text) is str else ())
    for token in reading.tokens:
        if token.text[0] in "'\"":
            for use in COMPONENT_USED.finditer(token.text):
                if use[1] not in included:
                    yield Finding(token.begin + use.start(1), token.begin + use.end(1),
                                  f"component {use[1]} is used, but components/{use[1]}/config is not included here")


def bodies(reading: Reading) -> Iterator[tuple]:
    """Each expression with local variables of its own."""
    for node in reading.nodes:
        if node[0] in EXPRESSION:
            yield node[EXPRESSION[node[0]]]
        elif node[0] == FULL:
            yield from (part for part in node[4:6] if part is not None)


def unused_locals(reading: Reading) -> Iterator[Finding]:
    """Assigned as a whole, and not so much as named otherwise: an element may be assigned for what it lies in."""
    for body in bodies(reading):
        written: dict[str, tuple] = {}
        named: dict[str, int] = {}
        for node in every_node(body):
            if node[0] == VARIABLE:
                named[node[3]] = named.get(node[3], 0) + 1
            elif node[0] == ASSIGN:
                for target in node[3]:
                    if not target[4]:
                        written.setdefault(target[3], target)
                        named[target[3]] = named.get(target[3], 0) - 1
        for name, target in written.items():
            if not named[name] and name not in AUTOMATIC:
                token = reading.tokens[target[1]]
                yield Finding(token.begin, token.end, f"the variable {name} is assigned, but never used")
