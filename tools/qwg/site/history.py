"""The name of a profile and a path in it come in; who set the value there, over what, and how it came to that go out.

The profile is compiled anew for that, and recorded (qwg.pan.recording); nothing is written. What goes out is text for
a reader, or JSON.
"""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qwg.pan.diagnostics import Diagnostic, Span, source_excerpt
from qwg.pan.values import UNDEF, duplicate, unwrap

from .errors import Refused, WrongUse
from .report import Finding, print_table
from .shown import kind_text, leaves, path_text, typed_text
from .tree import Tree, find_tree, nearest
from .why import find_object, record

if TYPE_CHECKING:
    from qwg.pan.recording import Recording, Write

ABSENT = object()
ACTIONS = {"set": "set", "delete": "deleted", "default": "default"}
HEADINGS = ["Below", "Value", "Set at"]


@dataclass
class WhyReport:
    """What is known of one path: its value, ABSENT if it has none; the write that counts; all writes in order.

    `below` has (terms, value, write) of what a dict or list holds. `missing` says where the way to the path ends.
    """
    profile: str
    path: str
    tree: Tree | None = None
    cluster: str = ""
    value: object = ABSENT
    origin: Write | None = None
    history: list[Write] = field(default_factory=list)
    below: list[tuple[tuple, object, Write | None]] = field(default_factory=list)
    missing: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def exit_code(self) -> int:
        """0 there is such a value in a valid profile, 1 there is none or the profile fails, 2 wrong use."""
        return self.worst or int(self.value is ABSENT or bool(self.diagnostics))

    def show(self, as_json: bool = False) -> None:
        """The answer or the JSON to standard output, findings to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        for line in self.lines():
            print(line)
        if self.below:
            print()
            print_table(HEADINGS, [[path_text(terms).lstrip("/"), typed_text(value), self.place(write)]
                                   for terms, value, write in self.below])
        sys.stdout.flush()
        for diagnostic in self.diagnostics:
            print(Finding(diagnostic).text(), file=sys.stderr)

    def lines(self) -> list[str]:
        if self.missing:
            lines = [f"{self.profile} has no {self.path}: {self.missing}"]
        elif self.value is ABSENT:
            return []
        elif isinstance(self.value, (dict, list)):
            lines = [f"{self.path} of {self.profile} is a {typed_text(self.value)}"]
        else:
            lines = [f"{self.path} of {self.profile} is {typed_text(self.value, None)}, a {kind_text(self.value)}"]
        last, former = self.origin, [write for write in self.history if not write.carried and write != self.origin]
        if last is not None:
            lines += self.write_lines(last)
        if former:
            lines.append("overwrote" if last else "it was there once:")
            lines += [f"  {what_happened(write)} {self.place(write)}" for write in reversed(former)]
        return lines

    def write_lines(self, write: Write) -> list[str]:
        """What counts, with the line of the template, the types behind a default, and the way there."""
        path = path_text(terms_of(write.path))
        around = f" as part of {path}" if path != self.path else ""
        by = f", while {write.object_name} was built" if write.object_name != self.profile else ""
        if write.action == "default":
            lines = [f"default of type {self.relative_text(write.type)}", f"  {self.relative_text(write.bound)}"]
        else:
            lines = [f"{ACTIONS[write.action]}{around} at {self.place(write)}{by}"]
        lines += source_excerpt(write.span) if write.span else []
        return lines + [f"  at {frame.what} [{self.span_text(frame.span)}]" for frame in write.trace]

    def place(self, write: Write | None) -> str:
        if write is None:
            return ""
        place = self.span_text(write.span)
        return f"{place} (default of type {write.type.partition(' ')[0]})" if write.action == "default" else place

    def span_text(self, span: Span | None) -> str:
        if span is None:
            return "?"
        return f"{self.tree.relative(span.file)}:{span.line}" if span.line else self.tree.relative(span.file)

    def relative_text(self, text: str) -> str:
        return text.replace(f"{self.tree.top}/", "")

    def as_dict(self) -> dict:
        """The JSON document; files are relative to the tree, the history is in order."""
        present = self.value is not ABSENT
        return {"ok": self.exit_code == 0, "exit_code": self.exit_code,
                "tree": str(self.tree.top) if self.tree else None, "profile": self.profile,
                "cluster": self.cluster or None, "path": self.path, "present": present,
                "kind": kind_text(self.value) if present else None, "value": plain(self.value) if present else None,
                "missing": self.missing or None, "origin": self.write_dict(self.origin),
                "history": [self.write_dict(write) for write in self.history],
                "below": [{"path": path_text(terms), "kind": kind_text(value), "value": plain(value),
                           "origin": self.write_dict(write)} for terms, value, write in self.below],
                "diagnostics": [diagnostic.as_dict() for diagnostic in self.diagnostics]}

    def write_dict(self, write: Write | None) -> dict | None:
        if write is None:
            return None
        return {"path": path_text(terms_of(write.path)), "action": write.action, "value": write.value,
                "span": self.span_dict(write.span), "object": write.object_name, "carried": write.carried,
                "type": self.relative_text(write.type) or None,
                "bound": self.relative_text(write.bound) or None,
                "trace": [{"what": frame.what, **self.span_dict(frame.span)} for frame in write.trace]}

    def span_dict(self, span: Span | None) -> dict | None:
        return {**span.as_dict(), "file": self.tree.relative(span.file)} if span is not None else None


def what_happened(write: Write) -> str:
    return "deleted at" if write.action == "delete" else f"{write.value or '(empty)'}, {ACTIONS[write.action]} at"


def plain(value):
    """A value as JSON has it; undef is null there."""
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return list(map(plain, value))
    return None if value is UNDEF else value


def why(tree: str | None, default: str | Path, profile: str, path: str, cluster: str | None = None) -> WhyReport:
    """Compiles one profile and looks at one path of it; never raises for bad input.

    `tree` and `default` are as in `find_tree`; `path` may hold {unescaped keys}, as in Pan.
    """
    report = WhyReport(profile, path)
    try:
        report.tree = found = find_tree(tree, default)
        terms = terms_of(path)
        report.path = path_text(terms)
        home, source = find_object(found, profile, [cluster] if cluster else [])
        recording, made = record(found, home, source)
        report.profile, report.cluster = made.name or profile, home.name
        report.diagnostics += made.diagnostics
        if recording.context(made.name) is not None:
            look(report, recording, terms)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    return report


def terms_of(path: str) -> tuple[str | int, ...]:
    from qwg.pan.errors import PanError
    from qwg.pan.paths import parse_path

    try:
        parsed = parse_path(path if path.startswith("/") else f"/{path}")
    except PanError as error:
        raise WrongUse("site.path", f"'{path}' is no path in a profile: {error.message}") from error
    return parsed.terms


def look(report: WhyReport, recording: Recording, terms: tuple[str | int, ...]) -> None:
    """Fills in what is known of the path in the profile that was recorded."""
    root = duplicate(unwrap(recording.context(report.profile).root))
    report.value, report.missing = follow(root, terms)
    report.history = recording.writes(report.profile, raw_path(terms))
    if report.missing:
        # What was taken away again is the answer; a write of something around it is not.
        deleted = report.history and report.history[-1].action == "delete"
        report.origin = report.history[-1] if deleted else None
        return
    report.origin = recording.origin(report.profile, terms)
    report.origin = next((write for write in report.history
                          if report.origin is not None and write.order == report.origin.order), report.origin)
    if isinstance(report.value, (dict, list)):
        report.below = [(inner, value, recording.origin(report.profile, terms + inner))
                        for inner, value in leaves(report.value) if inner]


def raw_path(terms: tuple[str | int, ...]):
    from qwg.pan.paths import Path as PanPath

    return PanPath("absolute", None, terms)


def follow(root: dict, terms: tuple[str | int, ...]) -> tuple[object, str]:
    """The value at the end of a way, or ABSENT and where the way ends."""
    value: object = root
    for position, term in enumerate(terms):
        here = path_text(terms[:position])
        if isinstance(value, dict):
            if term not in value:
                named = path_text((term,)).lstrip("/")
                return ABSENT, f"{here} has no '{named}'{nearest(str(term), sorted(value))}"
            value = value[term]
        elif isinstance(value, list):
            if not isinstance(term, int) or not -len(value) <= term < len(value):
                return ABSENT, f"{here} is a {typed_text(value)}, counted from 0"
            value = value[term]
        else:
            return ABSENT, f"{here} is {typed_text(value)}, a {kind_text(value)}, with nothing below it"
    return value, ""
