"""All templates on the load paths of a tree come in; what no template shows by itself goes out as Findings."""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qwg.pan.errors import PanError
from qwg.pan.fold import Folder
from qwg.pan.loader import SUFFIXES
from qwg.pan.nodes import ASSIGN, INCLUDE, LITERAL, VARIABLE
from qwg.pan.values import NULL, UNDEF

from .findings import Finding
from .language import global_names
from .reading import Reading

ENDINGS = tuple(suffix for suffix, _ in SUFFIXES)
# Variables that the compiler reads.
READ_BY_COMPILER = frozenset(("LOADPATH",))
NAMED_IN_TEXT = re.compile(r"\$\{(\w+)")


class LoadPath(NamedTuple):
    """A cluster's name and the folders in which it looks for templates, in this order."""
    cluster: str
    folders: tuple[str, ...]


@dataclass
class Library:
    """The load paths of all clusters, and every template below them by its file."""
    load_paths: list[LoadPath] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)

    @cached_property
    def by_last_part(self) -> dict[str, list[Reading]]:
        found: dict[str, list[Reading]] = {}
        for file, reading in sorted(self.readings.items()):
            found.setdefault(os.path.splitext(os.path.basename(file))[0], []).append(reading)
        return found

    def candidates(self, name: str) -> list[Reading]:
        """Every template that an include of a name can find, with any LOADPATH, in any cluster."""
        ends = tuple(f"/{name}{ending}" for ending in ENDINGS)
        return [reading for reading in self.by_last_part.get(name.rpartition("/")[2], ())
                if reading.file.endswith(ends)]

    @cached_property
    def names_read(self) -> set[str]:
        """The names of all variables that are read somewhere, in an expression or within a text."""
        names = set()
        for reading in self.readings.values():
            targets = {id(target) for node in reading.nodes if node[0] == ASSIGN for target in node[3]
                       if not target[4]}
            names.update(node[3] for node in reading.nodes if node[0] == VARIABLE and id(node) not in targets)
            if "${" in reading.text:
                names.update(NAMED_IN_TEXT.findall(reading.text))
        return names

    @cached_property
    def winners(self) -> dict[str, str]:
        """For each template that no cluster can find by any name: a file that stands before it."""
        visible, hidden = set(), {}
        for _, folders in self.load_paths:
            first: dict[str, str] = {}
            for folder in folders:
                below = folder + "/"
                for file in sorted(self.readings):
                    if file.startswith(below):
                        name = os.path.splitext(file[len(below):])[0]
                        # Of two endings .pan precedes .tpl, as it does in the order of the alphabet.
                        winner = first.setdefault(name, file)
                        if winner == file:
                            visible.add(file)
                        else:
                            hidden.setdefault(file, winner)
        return {file: winner for file, winner in hidden.items() if file not in visible}


def unused_globals(library: Library, reading: Reading) -> Iterator[Finding]:
    for name, begin, end in global_names(reading):
        if name not in library.names_read and name not in READ_BY_COMPILER:
            yield Finding(begin, end, f"the variable {name} is set, but no template on the load path reads it")


def includes(reading: Reading) -> Iterator[tuple[tuple, str | None]]:
    """(node, name) of each include statement whose name is constant; None where it includes nothing."""
    for node in reading.template.statements if reading.template else ():
        if node[0] == INCLUDE:
            try:
                value = Folder().fold(node[3])
            except PanError:
                continue
            if value[0] == LITERAL and (type(value[3]) is str or value[3] is UNDEF or value[3] is NULL):
                yield node, value[3] if type(value[3]) is str else None


def dead_includes(library: Library, reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for node, name in includes(reading):
        begin, end = reading.tokens[node[1]].begin, reading.tokens[node[2]].end
        if name is None:
            yield Finding(begin, end, "this includes nothing, whatever happens")
            continue
        found = library.candidates(name)
        if name in seen and found and all(once(other) for other in found):
            yield Finding(begin, end, f"'{name}' is included above already, and runs only once")
        elif found and all(contributes_nothing(library, other, ()) for other in found):
            yield Finding(begin, end, f"'{name}' holds no statement, so including it does nothing")
        seen.add(name)


def once(reading: Reading) -> bool:
    return reading.template is not None and reading.template.kind in ("unique", "declaration")


def contributes_nothing(library: Library, reading: Reading, above: tuple[str, ...]) -> bool:
    """Whether a template has no statements, or none but includes of such."""
    if reading.template is None or reading.file in above:
        return False
    names = dict((id(node), name) for node, name in includes(reading))
    for node in reading.template.statements:
        if id(node) not in names:
            return False
        name = names[id(node)]
        found = library.candidates(name) if name is not None else []
        if name is not None and not (found and all(contributes_nothing(library, other, (*above, reading.file))
                                                   for other in found)):
            return False
    return True


def missing_includes(library: Library, reading: Reading) -> Iterator[Finding]:
    for node, name in includes(reading):
        if name is not None and not library.candidates(name):
            yield Finding(reading.tokens[node[1]].begin, reading.tokens[node[2]].end,
                          f"there is no template '{name}' in any folder of a load path")


def shadowed(library: Library, reading: Reading) -> Iterator[Finding]:
    winner = library.winners.get(reading.file)
    if winner is not None and reading.tokens:
        end = next((token.end for token in reading.tokens if token.text == ";"), reading.tokens[-1].end)
        common = os.path.dirname(os.path.commonpath([winner, reading.file])) or "/"
        yield Finding(reading.tokens[0].begin, end, f"no cluster finds this template: "
                      f"{os.path.relpath(winner, common)} stands before it on every load path")
