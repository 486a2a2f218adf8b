"""A build and its hosts come in; a table with findings for a reader, or JSON, and an exit code go out.

A finding is shown once however many profiles it hits, with their names and those of the profiles that were
lost because they read one of them.
"""
from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from qwg.pan.diagnostics import Diagnostic

from .build import Build, Outcome
from .errors import WrongUse
from .outputs import Changes
from .tree import Tree, nearest

SHOWN_NAMES = 8
# In a table of more profiles than this those without any news are left out.
SHOWN_ROWS = 40
# Of so many findings the texts are shown; JSON has them all.
SHOWN_FINDINGS = 25
NUMBERS = re.compile(r"\d+")
STYLES = {"ok": "green", "failed": "bold red", "lost": "red"}


@dataclass
class HostResult:
    """What was made for one host: its number of guests, what changed below its folder, what was refused."""
    name: str
    domains: int
    changes: Changes
    diagnostics: list[Diagnostic]


@dataclass
class Finding:
    """One cause; `profiles` have it themselves, `lost` were lost through one of those."""
    diagnostic: Diagnostic
    profiles: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        found = self.diagnostic
        # What is about the request as a whole has no place to show.
        placeless = "\n  ".join((f"{found.severity}: {found.message}", *found.notes))
        lines = [found.text() if found.span else placeless]
        if len(self.profiles) > 1:
            lines.append(f"  hits {len(self.profiles)} profiles: {listed(self.profiles)}")
        if self.lost:
            lines.append(f"  {len(self.lost)} lost through it: {listed(self.lost)}")
        return "\n".join(lines)

    def as_dict(self) -> dict:
        return {**self.diagnostic.as_dict(), "profiles": self.profiles, "lost": self.lost}


@dataclass
class Report:
    """All that a run has to say. Without a tree only `diagnostics` counts; `hints` are advice, shown as a number."""
    tree: Tree | None = None
    build: Build | None = None
    hosts: list[HostResult] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    hints: list[Diagnostic] = field(default_factory=list)
    worst: int = 0
    explained: list[str] = field(default_factory=list)

    def explain(self, profiles: list[str]) -> None:
        """Says of these profiles why they were compiled, or that they were not; WrongUse for one that is unknown."""
        known = {outcome.name: outcome for outcome in self.build.outcomes}
        for name in profiles:
            if name not in known:
                raise WrongUse("site.profile", f"--why: there is no profile '{name}' among those asked for"
                               + nearest(name, sorted(known)))
            self.explained.append(f"{name}: {known[name].reason or 'not compiled, it is up to date'}")

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    def say_waiting(self) -> None:
        print("another run is writing to build/; waiting for it", file=sys.stderr)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 an error was found or a profile not made, 2 wrong use, 3 a fault of ours."""
        errors = [finding.diagnostic for finding in self.findings() if finding.diagnostic.severity == "error"]
        if any(error.code.endswith(".internal") for error in errors):
            return 3
        failed = self.build is not None and any(outcome.state != "ok" for outcome in self.build.outcomes)
        return self.worst or int(bool(errors) or failed)

    def findings(self) -> list[Finding]:
        outcomes = self.build.outcomes if self.build else []
        loose = [*(self.build.diagnostics if self.build else ()), *self.diagnostics]
        found = group(outcomes, loose)
        for host in self.hosts:
            found += [Finding(diagnostic, [host.name]) for diagnostic in host.diagnostics]
        return found

    def show(self, as_json: bool = False) -> None:
        """The table or the JSON to standard output, findings for a reader to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        if self.build and (self.build.outcomes or self.build.removed):
            hosts = {host.name: host for host in self.hosts}
            rows = [(outcome, hosts.get(outcome.name)) for outcome in self.build.outcomes]
            news = rows if len(rows) <= SHOWN_ROWS else [each for each in rows if has_news(*each)]
            if news:
                print_table(HEADINGS, [row(outcome, host) for outcome, host in news])
            if len(news) < len(rows):
                print(f"{len(rows) - len(news)} profiles without any change are not listed; --json lists them")
            for line in (*self.notes(), *self.explained):
                print(line)
            print()
        sys.stdout.flush()
        findings = self.findings()
        for finding in findings[:SHOWN_FINDINGS]:
            print(f"{finding.text()}\n", file=sys.stderr)
        if len(findings) > SHOWN_FINDINGS:
            more = len(findings) - SHOWN_FINDINGS
            print(f"{more} more findings are not shown; --json has them all\n", file=sys.stderr)
        sys.stderr.flush()
        if self.build:
            count = len(self.hints)
            told = f"; {count} hint{'s' if count != 1 else ''}: see ./invoke guests" if count else ""
            print(self.summary() + told)

    def notes(self) -> list[str]:
        lines = [f"moved to build/failed: {', '.join(outcome.moved)}"
                 for outcome in self.build.outcomes if outcome.moved]
        if self.build.removed:
            lines.append(f"removed, the object is gone: {', '.join(self.build.removed)}")
        return lines

    def summary(self) -> str:
        states = [outcome.state for outcome in self.build.outcomes]
        parts = [f"{len(states)} profile{'s' if len(states) != 1 else ''}"]
        parts += [f"{states.count(state)} {state}" for state in STYLES if states.count(state)]
        parts.append(f"{sum(not outcome.fresh for outcome in self.build.outcomes)} compiled")
        parts.append(f"{sum(outcome.changed for outcome in self.build.outcomes)} changed")
        return f"{', '.join(parts)}; outputs are in {self.tree.build}"

    def as_dict(self) -> dict:
        """The JSON document: paths are relative to the tree, findings as `Diagnostic.as_dict` has them."""
        document = {"ok": self.exit_code == 0, "exit_code": self.exit_code,
                    "tree": str(self.tree.top) if self.tree else None,
                    "profiles": [], "removed": [], "hosts": [],
                    "diagnostics": [finding.as_dict() for finding in (*self.findings(), *group([], self.hints))]}
        if self.build:
            document["profiles"] = [self.outcome_dict(outcome) for outcome in self.build.outcomes]
            document["removed"] = self.build.removed
        document["hosts"] = [{"name": host.name, "guests": host.domains, **asdict(host.changes)}
                             for host in self.hosts]
        return document

    def outcome_dict(self, outcome: Outcome) -> dict:
        return {"name": outcome.name, "cluster": outcome.cluster,
                "source": self.tree.relative(outcome.source), "state": outcome.state,
                "lost_through": outcome.lost_through, "changed": outcome.changed, "reason": outcome.reason,
                "outputs": [self.tree.relative(path) for path in outcome.outputs],
                "moved": outcome.moved}


HEADINGS = ["Profile", "Cluster", "State", "Outputs", "Host files"]


def row(outcome: Outcome, host: HostResult | None) -> list[str]:
    """The cells of one profile, in the order of HEADINGS."""
    state = f"lost through {outcome.lost_through}" if outcome.state == "lost" else outcome.state
    base = outcome.name.rpartition("/")[2] + "."
    kinds = " ".join(path.name.removeprefix(base) for path in outcome.outputs)
    changed = "changed" if outcome.changed else "unchanged"
    outputs = f"{kinds}, {changed}" if outcome.state == "ok" else "none"
    return [outcome.name, outcome.cluster, state, outputs, host_cell(host)]


def has_news(outcome: Outcome, host: HostResult | None) -> bool:
    return outcome.state != "ok" or outcome.changed or bool(host and (host.changes or host.diagnostics))


def host_cell(host: HostResult | None) -> str:
    if host is None:
        return ""
    changes = host.changes
    counts = {"written": changes.written, "unchanged": changes.kept, "removed": changes.removed}
    files = ", ".join(f"{len(paths)} {what}" for what, paths in counts.items() if paths) or "none"
    return f"{host.domains} guest{'s' if host.domains != 1 else ''}: {files}"


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return ", ".join(names[:SHOWN_NAMES]) + more


def group(outcomes: list[Outcome], loose: list[Diagnostic]) -> list[Finding]:
    """One Finding for each distinct cause, in the order of the profiles.

    The diagnostics of a lost profile only say that it is lost: it is listed with the finding of the object
    that it was lost through instead, unless nothing is known of that one.
    """
    found: dict[tuple, Finding] = {}
    by_name = {outcome.name: outcome for outcome in outcomes}

    def add(diagnostic: Diagnostic, name: str | None) -> Finding:
        finding = found.setdefault(cause(diagnostic), Finding(diagnostic))
        if name is not None and name not in finding.profiles:
            finding.profiles.append(name)
        return finding

    errors: dict[str, list[Finding]] = {}
    for outcome in outcomes:
        if outcome.state != "lost":
            findings = [add(diagnostic, outcome.name) for diagnostic in outcome.diagnostics]
            errors[outcome.name] = [each for each in findings if each.diagnostic.severity == "error"]
    known = {cause(diagnostic) for outcome in outcomes for diagnostic in outcome.diagnostics}
    for diagnostic in loose:
        if cause(diagnostic) not in known:
            add(diagnostic, diagnostic.object_name or None)
            errors.setdefault(diagnostic.object_name, []).append(found[cause(diagnostic)])
    for outcome in outcomes:
        if outcome.state == "lost":
            roots = errors.get(root_of(outcome, by_name))
            if roots:
                roots[0].lost.append(outcome.name)
            else:
                for diagnostic in outcome.diagnostics:
                    add(diagnostic, outcome.name)
    return list(found.values())


def root_of(outcome: Outcome, by_name: dict[str, Outcome]) -> str:
    """The object at the start of the chain through which `outcome` was lost."""
    name, passed = outcome.lost_through, {outcome.name}
    while name in by_name and by_name[name].state == "lost" and name not in passed:
        passed.add(name)
        name = by_name[name].lost_through
    return name


def cause(diagnostic: Diagnostic) -> tuple:
    """What makes two diagnostics one cause: all but the way there, the object and what is the object's own in the text.

    A value breaks a type wherever it was set, so the place does not count for that; with many such errors the
    compiler finds it out for the first ones only.
    """
    place = None if diagnostic.code == "pan.validation" else diagnostic.span
    notes = tuple(note for note in diagnostic.notes if not note.startswith("object template: "))
    return (diagnostic.severity, diagnostic.code, place,
            *(impersonal(text, diagnostic.object_name) for text in (diagnostic.message, *notes)))


def impersonal(text: str, name: str) -> str:
    """A message without the names, addresses and numbers of one machine."""
    for own in (name, name.partition(".")[0]):
        text = re.sub(rf"(?<![\w./-]){re.escape(own)}(?![\w-])", "", text) if own else text
    return NUMBERS.sub("", text)


def print_table(headings: list[str], rows: list[list[str]]) -> None:
    """With colours and rules on a terminal; in a pipe whole lines with columns two blanks apart."""
    used = [i for i in range(len(headings)) if any(row[i] for row in rows)]
    headings, rows = [headings[i] for i in used], [[row[i] for i in used] for row in rows]
    if sys.stdout.isatty():
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for number, heading in enumerate(headings):
            # The name of a machine stays in one piece; the other columns give way.
            table.add_column(heading, overflow="fold", no_wrap=number == 0)
        for row in rows:
            table.add_row(*(Text(cell, STYLES.get(cell.partition(" ")[0], "")) for cell in row))
        Console().print(table)
        return
    widths = [max(len(row[i]) for row in [headings, *rows]) for i in range(len(headings))]
    for row in [headings, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


class Silent:
    """Progress for a pipe or for JSON: none."""

    def total(self, count: int) -> None:
        """How many profiles there will be."""

    def done(self, name: str) -> None:
        """One more is done."""


class Bar(Silent):
    """Progress on a terminal: a bar, the count and the name of the last profile."""

    def __init__(self, bar):
        self.bar = bar
        self.task = bar.add_task("", total=None)

    def total(self, count: int) -> None:
        self.bar.update(self.task, total=count)

    def done(self, name: str) -> None:
        from rich.markup import escape

        self.bar.update(self.task, advance=1, description=escape(name))


@contextmanager
def progress(wanted: bool) -> Iterator[Silent]:
    if not wanted or not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
                  console=Console(stderr=True), transient=True) as bar:
        yield Bar(bar)
