"""A request comes in; what ran of each template goes out, as a table, JSON, an lcov file or a page, and an exit code."""
from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.pan.recording import Ran
from qwg.site.errors import Refused, WrongUse
from qwg.site.outputs import write_if_changed
from qwg.site.report import counted, print_table, progress
from qwg.site.tree import find_tree

from .lcov import tracefile
from .measure import Coverage, Covered, Wanted, measure

HEADINGS = ["Template", "Statements", "Branches", "Covered", "Lines with what did not run"]
MOST_LINES = 12


@dataclass(frozen=True)
class Percent:
    """Some of all; of nothing it is all."""
    ran: int
    all: int

    @classmethod
    def of(cls, parts: Iterable[Ran]) -> Percent:
        parts = list(parts)
        return cls(sum(part.times > 0 for part in parts), len(parts))

    @property
    def value(self) -> float:
        return 100 * self.ran / self.all if self.all else 100.0

    def __str__(self) -> str:
        """Rounded down, so that 100 is all."""
        return f"{int(self.value * 10) / 10:g}%"

    def as_dict(self) -> dict:
        return {"ran": self.ran, "all": self.all, "percent": int(self.value * 100) / 100}


@dataclass
class CoverageReport:
    """What a run has to say; without a coverage only `diagnostics` counts."""
    coverage: Coverage | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    least: float = 0.0
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def templates(self) -> list[Covered]:
        return self.coverage.templates if self.coverage else []

    @property
    def total(self) -> Percent:
        return Percent.of(part for covered in self.templates for part in covered.parts)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 a profile or test could not be read or compiled, or too little ran, 2 wrong use."""
        return self.worst or int(self.coverage is not None and self.total.value < self.least)

    def show(self, as_json: bool = False) -> None:
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        if self.coverage:
            self.show_table(self.coverage)
        sys.stdout.flush()
        for found in self.diagnostics:
            print(found.text() if found.span else f"{found.severity}: {found.message}", file=sys.stderr)
        sys.stderr.flush()
        if self.coverage:
            print(self.summary(self.coverage))

    def show_table(self, coverage: Coverage) -> None:
        rows = [[coverage.tree.relative(covered.file), fraction(covered.statements), fraction(covered.branches),
                 str(Percent.of(covered.parts)), missing_lines(covered)] for covered in coverage.templates]
        if rows:
            print_table(HEADINGS, rows)
            print()
        if coverage.never:
            tested = {covered.file for covered in coverage.templates}
            print("No profile includes:")
            for file in coverage.never:
                print(f"  {coverage.tree.relative(file)}{' (a test does)' if file in tested else ''}")
            print()

    def summary(self, coverage: Coverage) -> str:
        statements = Percent.of(part for covered in coverage.templates for part in covered.statements)
        branches = Percent.of(part for covered in coverage.templates for part in covered.branches)
        text = (f"{counted(len(coverage.templates), 'template')}, by {counted(coverage.profiles, 'profile')} and "
                f"{counted(coverage.tests, 'test')}: "
                f"{statements.ran} of {statements.all} statements, {branches.ran} of {branches.all} branches, "
                f"{self.total} of both")
        return text + (f"; that is less than {self.least:g}%" if self.total.value < self.least else "")

    def as_dict(self) -> dict:
        """The JSON document; paths in it are relative to the tree."""
        document = {"ok": self.exit_code == 0, "exit_code": self.exit_code, "profiles": 0, "tests": 0, "templates": [],
                    "never": [], "diagnostics": [found.as_dict() for found in self.diagnostics]}
        if self.coverage:
            relative = self.coverage.tree.relative
            document |= {"profiles": self.coverage.profiles, "tests": self.coverage.tests,
                         "total": self.total.as_dict(), "never": list(map(relative, self.coverage.never)),
                         "templates": [{"file": relative(covered.file),
                                        "statements": Percent.of(covered.statements).as_dict(),
                                        "branches": Percent.of(covered.branches).as_dict(),
                                        "missing": [{"what": part.what, **part.span.as_dict(),
                                                     "file": relative(covered.file)} for part in covered.missing]}
                                       for covered in self.templates]}
        return document


def fraction(parts: list[Ran]) -> str:
    percent = Percent.of(parts)
    return f"{percent.ran}/{percent.all}" if percent.all else ""


def missing_lines(covered: Covered) -> str:
    """The lines of what did not run; in brackets where that is only a branch within a line that did."""
    found: dict[str, None] = {}
    for part in covered.missing:
        span = part.span
        lines = f"{span.line}-{span.end_line}" if span.end_line > span.line else f"{span.line}"
        found[f"({lines})" if covered.lines.get(span.line) else lines] = None
    shown = list(found)
    return ", ".join(shown[:MOST_LINES]) + (f" and {len(shown) - MOST_LINES} more" if len(shown) > MOST_LINES else "")


def cover(tree: str | None, default: str | Path, wanted: Wanted, paths: list[str] = (), html: str | None = None,
          lcov: str | None = None, least: str | None = None, show_progress: bool = False) -> CoverageReport:
    """Runs what is wanted and writes the files that are asked for; never raises for bad input.

    `paths` are the files and folders of the templates to be told of, all if there are none; `least` is a percentage
    that must be reached.
    """
    report = CoverageReport()
    try:
        report.least = percentage(least)
        found = find_tree(tree, default)
        with progress(show_progress) as shown:
            coverage = measure(found, wanted, shown.total, shown.done)
        if paths:
            choose(coverage, [checked(path) for path in paths])
        report.coverage = coverage
        for diagnostic in coverage.diagnostics:
            report.add(diagnostic, 3 if diagnostic.code.endswith(".internal") else int(diagnostic.severity == "error"))
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
        return report
    write(report, lcov, lambda: tracefile(coverage))
    if html is not None:
        from .page import page

        write(report, html, lambda: page(report))
    return report


def percentage(text: str | None) -> float:
    try:
        value = float(text) if text is not None else 0.0
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise WrongUse("coverage.least", f"'{text}' is no percentage from 0 to 100")
    return value


def checked(path: str) -> Path:
    if not Path(path).exists():
        raise WrongUse("coverage.path", f"there is no file or folder {path}")
    return Path(path).absolute()


def choose(coverage: Coverage, paths: list[Path]) -> None:
    def chosen(file: str) -> bool:
        return any(Path(file).is_relative_to(path) for path in paths)

    coverage.templates = [covered for covered in coverage.templates if chosen(covered.file)]
    coverage.never = list(filter(chosen, coverage.never))


def write(report: CoverageReport, file: str | None, content: Callable[[], bytes]) -> None:
    if file is not None:
        try:
            write_if_changed(Path(file).absolute(), content())
        except OSError as error:
            report.add(Refused("coverage.output", f"cannot be written: {error.strerror or error}", file).diagnostic, 1)
