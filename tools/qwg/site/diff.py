"""Two states of profiles and host files come in; what differs, grouped over all that differ alike, goes out.

Values are compared with their types: 1, 1.0 and "1" are three. Elements of lists are compared by index. The report is
text for a reader, Markdown for a review, or JSON.
"""
from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qwg.pan.diagnostics import Diagnostic

from .report import Finding, listed
from .revisions import State
from .shown import LIMIT, kind_text, leaves, path_text, typed_text

NOTHING = object()
SIGNS = {"added": "+", "removed": "-", "changed": "~"}
SIDES = ("before", "after")
CONTEXT = 40


class Change(NamedTuple):
    """One value that differs, as text that tells its type; None where there is none."""
    path: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    def values(self) -> list:
        return [json.loads(value[1]) for value in (self.before, self.after) if value]

    def differing_lines(self) -> list[str]:
        """Of two texts of which one has several lines: those that went and those that came."""
        values = self.values()
        if len(values) < 2 or not all(isinstance(value, str) for value in values) or "\n" not in "".join(values):
            return []
        return [printable(line) for hunk in hunks(*(value.split("\n") for value in values)) for line in hunk.lines]

    def texts(self) -> list[str]:
        """The values; of long texts the place where they begin to differ."""
        values = self.values()
        if len(values) == 2 and all(isinstance(value, str) for value in values):
            values = cut_to_difference(*values)
        return list(map(typed_text, values))

    def lines(self, width: int) -> list[str]:
        differing = self.differing_lines()
        if differing:
            return [f"{SIGNS[self.kind]} {self.path}", *(f"  {line}" for line in differing)]
        return [f"{SIGNS[self.kind]} {self.path:<{width}}  {' -> '.join(self.texts())}"]

    def diff_lines(self) -> list[str]:
        """The same as lines that go and lines that come, as readers of Markdown know it."""
        differing = self.differing_lines()
        if differing:
            return [f"  {self.path}", *differing]
        signs = [sign for sign, value in (("-", self.before), ("+", self.after)) if value]
        return [f"{sign} {self.path} = {text}" for sign, text in zip(signs, self.texts())]

    def as_dict(self) -> dict:
        sides = {side: {"type": value[0], "value": json.loads(value[1])} if value else None
                 for side, value in zip(SIDES, (self.before, self.after))}
        return {"path": self.path, "kind": self.kind, **sides}


class Hunk(NamedTuple):
    """Lines that went and lines that came at one place of a file, each with its sign."""
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """A profile that cannot be made in one state or both, with the findings by state."""
    profile: str
    findings: dict[str, tuple[Diagnostic, ...]]

    def reason(self, states: dict[str, State]) -> str:
        return " and ".join(f"at {states[side].name}{reason(found, states[side])}"
                            for side, found in self.findings.items())


def reason(findings: tuple[Diagnostic, ...], state: State) -> str:
    errors = [found for found in findings if found.severity == "error"]
    if not errors:
        return ""
    span = errors[0].span
    place = f" ({state.tree.relative(span.file)}{f':{span.line}' if span.line else ''})" if span else ""
    return f": {printable(errors[0].message)}{place}"


@dataclass
class Differences:
    """Which profiles and files have which changes; what only one state has; what could not be compared."""
    compared: int = 0
    profiles: dict[Change, list[str]] = field(default_factory=dict)
    files: dict[Hunk, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added_files: list[str] = field(default_factory=list)
    removed_files: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.profiles, self.files, self.added, self.removed, self.added_files, self.removed_files,
                    self.failures))

    def compare_profile(self, name: str, before: dict, after: dict) -> None:
        for change in changes((), before, after):
            self.profiles.setdefault(change, []).append(name)

    def profile_lines(self) -> list[str]:
        """The changes of profiles for a reader, those of many profiles once."""
        lines = []
        for profiles, of_them in grouped(self.profiles):
            width = min(max(len(change.path) for change in of_them), 70)
            lines += [titled(profiles, "profile"),
                      *(f"  {line}" for change in of_them for line in change.lines(width)), ""]
        return lines

    def profile_dicts(self) -> list[dict]:
        return [{"profiles": names, "changes": [change.as_dict() for change in of_them]}
                for names, of_them in grouped(self.profiles)]

    def compare_files(self, before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
        """Files by their names, as lines."""
        self.added_files += sorted(after.keys() - before.keys())
        self.removed_files += sorted(before.keys() - after.keys())
        for name in sorted(before.keys() & after.keys()):
            for hunk in dict.fromkeys(hunks(before[name], after[name]) if before[name] != after[name] else ()):
                self.files.setdefault(hunk, []).append(name)


def changes(terms: tuple, before, after) -> Iterator[Change]:
    """What differs at a path and below it."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from changes((*terms, key), before.get(key, NOTHING), after.get(key, NOTHING))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            yield from changes((*terms, index), *(side[index] if index < len(side) else NOTHING
                                                  for side in (before, after)))
    elif is_property(before) and is_property(after):
        one, other = typed(before), typed(after)
        if one != other:
            yield Change(path_text(terms), one, other)
    else:
        for inner, value in leaves(before) if before is not NOTHING else ():
            yield Change(path_text(terms + inner), typed(value), None)
        for inner, value in leaves(after) if after is not NOTHING else ():
            yield Change(path_text(terms + inner), None, typed(value))


def is_property(value) -> bool:
    return value is not NOTHING and not isinstance(value, (dict, list))


def typed(value) -> tuple[str, str]:
    """The type of a value and its text as JSON; a dict or list is empty here."""
    return kind_text(value), json.dumps(value)


def cut_to_difference(before: str, after: str) -> tuple[str, str]:
    """Long texts from shortly before the place where they begin to differ."""
    common = len(os.path.commonprefix((before, after)))
    start = max(0, common - CONTEXT) if max(len(before), len(after)) > LIMIT else 0
    return before[start:], after[start:]


def hunks(before: list[str], after: list[str]) -> Iterator[Hunk]:
    """The lines that differ, without where they stand, so that the same change is equal in every file."""
    for kind, start, end, other_start, other_end in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind != "equal":
            gone, come = before[start:end], after[other_start:other_end]
            yield Hunk((*(f"-{line}" for line in gone), *(f"+{line}" for line in come)))


def grouped(found: dict) -> list[tuple[list[str], list]]:
    """What differs by the places that have all of it: (profiles or files, their changes or hunks)."""
    groups: dict[tuple[str, ...], list] = {}
    for change, places in found.items():
        groups.setdefault(tuple(sorted(set(places))), []).append(change)
    return [(list(places), groups[places]) for places in sorted(groups, key=lambda places: (-len(places), places))]


@dataclass
class DiffReport:
    """The differences of two states, None if they could not be compared."""
    before: State | None = None
    after: State | None = None
    found: Differences | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def exit_code(self) -> int:
        """0 nothing differs, 1 something does or cannot be made, 2 they could not be compared."""
        return self.worst or int(bool(self.found) or bool(self.diagnostics))

    @property
    def states(self) -> dict[str, State]:
        return dict(zip(SIDES, (self.before, self.after)))

    def show(self, as_json: bool = False, markdown: bool = False) -> None:
        """Text, Markdown or JSON to standard output, findings to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        if self.found is not None:
            for line in self.markdown_lines() if markdown else self.lines():
                print(line)
        sys.stdout.flush()
        for diagnostic in self.diagnostics:
            print(Finding(diagnostic).text(), file=sys.stderr)

    def lines(self) -> list[str]:
        lines = self.found.profile_lines()
        for files, of_them in grouped(self.found.files):
            lines += [titled(files, "file of hosts", "files of hosts"), *hunk_lines(of_them, "  "), ""]
        return lines + self.notes() + [self.summary()]

    def markdown_lines(self) -> list[str]:
        lines = [f"**{self.summary()}**", ""]
        for profiles, of_them in grouped(self.found.profiles):
            differing = [line for change in of_them for line in change.diff_lines()]
            lines += [f"### {code_titled(profiles, 'profile')}", "", *fenced(differing), ""]
        for files, of_them in grouped(self.found.files):
            lines += [f"### {code_titled(files, 'file of hosts', 'files of hosts')}", "",
                      *fenced(hunk_lines(of_them, "")), ""]
        return lines + (fenced(self.notes()) if self.notes() else [])

    def notes(self) -> list[str]:
        found = self.found
        parts = {"added profiles": found.added, "removed profiles": found.removed,
                 "added files of hosts": found.added_files, "removed files of hosts": found.removed_files}
        lines = [f"{what}: {listed(names)}" for what, names in parts.items() if names]
        failing: dict[str, list[str]] = {}
        for failure in found.failures:
            failing.setdefault(failure.reason(self.states), []).append(failure.profile)
        return lines + [f"{titled(names, 'profile')} cannot be made {reason}" for reason, names in failing.items()]

    def summary(self) -> str:
        found = self.found
        profiles = {name for names in found.profiles.values() for name in names}
        files = {name for names in found.files.values() for name in names}
        parts = [f"{found.compared} profiles compared", f"{len(profiles)} changed", f"{len(found.added)} added",
                 f"{len(found.removed)} removed"]
        if found.failures:
            parts.append(f"{len(found.failures)} failing")
        parts.append(f"{len(files) + len(found.added_files) + len(found.removed_files)} files of hosts differ")
        names = [state.name + (f" ({state.commit[:12]})" if state.commit and state.name != state.commit else "")
                 for state in (self.before, self.after)]
        return f"{' against '.join(names)}: {', '.join(parts)}"

    def as_dict(self) -> dict:
        """The JSON document. A value comes with its type; names of files begin with their host."""
        found = self.found or Differences()
        document = {"ok": self.exit_code == 0, "exit_code": self.exit_code}
        document |= {side: {"name": state.name, "commit": state.commit or None} if state else None
                     for side, state in self.states.items()}
        return document | {
            "compared": found.compared, "added": found.added, "removed": found.removed,
            "profiles": found.profile_dicts(),
            "files": [{"files": names, "hunks": [list(hunk.lines) for hunk in of_them]}
                      for names, of_them in grouped(found.files)],
            "added_files": found.added_files, "removed_files": found.removed_files,
            "failures": [{"profile": failure.profile,
                          "findings": {side: [finding.as_dict() for finding in findings]
                                       for side, findings in failure.findings.items()}} for failure in found.failures],
            "diagnostics": [diagnostic.as_dict() for diagnostic in self.diagnostics]}


def titled(names: list[str], one: str, many: str = "") -> str:
    return f"{len(names)} {one if len(names) == 1 else many or one + 's'}: {listed(names)}"


def code_titled(names: list[str], one: str, many: str = "") -> str:
    return titled([f"`{name}`" for name in names], one, many)


def hunk_lines(of_them: list[Hunk], indent: str) -> list[str]:
    return [indent + printable(line) for hunk in of_them for line in hunk.lines]


def printable(line: str) -> str:
    return line if line.replace("\t", "").isprintable() else ascii(line)[1:-1]


def fenced(lines: list[str]) -> list[str]:
    """A block that no line in it can end."""
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    return [f"{fence}diff", *lines, fence]
