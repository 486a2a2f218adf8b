"""A request comes in; the mutants of some templates that no golden test notices go out, with an exit code.

Those that cannot be noticed are explained in a file, `mutation.explained` of the tree's properties: the name of a
mutant on a line of its own, and below it, indented, why. An explanation of what is noticed, or is no mutant, is an
error.
"""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from qwg.lint.linter import files_at
from qwg.pan.diagnostics import Diagnostic, Span
from qwg.pan.loader import decode
from qwg.site.errors import Refused, WrongUse
from qwg.site.report import counted, progress
from qwg.site.tree import find_tree

from .mutants import mutants
from .run import Trial, Verdict

EXPLAINED = "mutation.explained"


@dataclass
class MutationReport:
    """What a run has to say; `explained` is why a survivor, by its name, cannot be noticed."""
    top: Path | None = None
    verdicts: list[Verdict] = field(default_factory=list)
    explained: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    tests: int = 0
    least: float = 0.0
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def survivors(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.caught_by is None]

    @property
    def unexplained(self) -> list[Verdict]:
        return [verdict for verdict in self.survivors if verdict.mutant.name not in self.explained]

    @property
    def percent(self) -> float:
        """Of all mutants, also of those that cannot be noticed."""
        return 100 * (1 - len(self.survivors) / len(self.verdicts)) if self.verdicts else 100.0

    @property
    def exit_code(self) -> int:
        return self.worst or int(bool(self.unexplained) or self.percent < self.least)

    def show(self, as_json: bool = False) -> None:
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        for verdict in self.unexplained:
            mutant = verdict.mutant
            told = f"no test that runs it ({verdict.tried}) notices" if verdict.tried else "no test runs it"
            print(f"{mutant.name.partition(': ')[0]}:{mutant.line}: {mutant.what}: {told}")
        sys.stdout.flush()
        for found in self.diagnostics:
            print(found.text(), file=sys.stderr)
        sys.stderr.flush()
        if self.verdicts:
            print(self.summary())

    def summary(self) -> str:
        caught = len(self.verdicts) - len(self.survivors)
        text = (f"{counted(len(self.verdicts), 'mutant')} by {counted(self.tests, 'test')}: {caught} noticed "
                f"({int(self.percent * 10) / 10:g}%), {len(self.survivors)} survived, "
                f"{len(self.survivors) - len(self.unexplained)} of them explained")
        return text + (f"; less than {self.least:g}% is noticed" if self.percent < self.least else "")

    def as_dict(self) -> dict:
        """The JSON document; names have paths relative to the tree."""
        return {"ok": self.exit_code == 0, "exit_code": self.exit_code, "tests": self.tests,
                "percent": int(self.percent * 100) / 100,
                "mutants": [{"name": verdict.mutant.name, "line": verdict.mutant.line, "what": verdict.mutant.what,
                             "caught_by": verdict.caught_by, "tried": verdict.tried,
                             "explained": self.explained.get(verdict.mutant.name) if verdict.caught_by is None
                             else None} for verdict in self.verdicts],
                "diagnostics": [found.as_dict() for found in self.diagnostics]}


def mutate(tree: str | None, default: str | Path, paths: list[str], tests: list[str] = (), every: str | None = None,
           least: str | None = None, show_progress: bool = False) -> MutationReport:
    """Tries the mutants of the templates at `paths`; never raises for bad input.

    `tests` are files or folders instead of all tests of the tree. `every` N takes one mutant in N, `least` is the
    percentage that must be noticed.
    """
    from qwg.coverage.report import percentage
    from qwg.golden.cases import find_test_files
    from qwg.golden.run import Runner
    from qwg.golden.settings import settings_around

    report = MutationReport()
    try:
        report.least = percentage(least)
        step = positive(every)
        found = find_tree(tree, default)
        report.top = found.top
        files = [file for path in paths for file in files_at(path)]
        if not files:
            raise WrongUse("mutation.path", "name the templates to be changed: --path FILE or FOLDER")
        settings = settings_around(found.top, [str(Path(test).absolute()) for test in tests] or None)
        test_files, refusals = find_test_files(settings)
        for refusal in refusals:
            report.add(refusal.diagnostic, 1)
        chosen = [mutant for file in sorted(set(files)) for mutant in
                  mutants(file, found.relative(Path(file)), decode(Path(file).read_bytes()))][::step]
        with progress(show_progress) as shown, Runner(settings) as runner:
            trial = Trial(runner)
            shown.total(len(chosen) + sum(len(file.tests) for file in test_files))
            trial.prepare(test_files, shown.done)
            for diagnostic in trial.failing:
                report.add(diagnostic, 1)
            report.tests = len(trial.tests)
            report.verdicts = trial.run(chosen, shown.done)
        explain(report, found.top, found.settings.get(EXPLAINED), set(files), complete=step == 1 and not tests)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("mutation.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    return report


def positive(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isdecimal() or not text.isascii() or int(text) < 1:
        raise WrongUse("mutation.every", f"'{text}' is no number of 1 or more")
    return int(text)


def explain(report: MutationReport, top: Path, name: str | None, files: set[str], complete: bool) -> None:
    """Takes the explanations of survivors; of those that explain nothing only a complete run can tell."""
    if not name:
        return
    file = top / name
    verdicts = {verdict.mutant.name: verdict for verdict in report.verdicts}
    for number, (mutant, reason) in read_explanations(file).items():
        verdict = verdicts.get(mutant)
        if verdict is not None and verdict.caught_by is None:
            report.explained[mutant] = reason
        elif complete and str(top / mutant.partition(": ")[0]) in files:
            text = f"{mutant} is noticed by {verdict.caught_by}" if verdict else f"there is no mutant {mutant}"
            report.add(Diagnostic("error", "mutation.explained", text, Span(str(file), number, 1, number, 1)), 1)


def read_explanations(file: Path) -> dict[int, tuple[str, str]]:
    """(name, reason) by the line of the name; Refused if there is none, with the line."""
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("mutation.explained", f"cannot be read: {error}", str(file)) from error
    found: dict[int, tuple[str, str]] = {}
    waiting: list[int] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            if not waiting:
                raise Refused("mutation.explained", "this explains nothing: a mutant's name comes first", str(file),
                              number)
            for at in waiting:
                found[at] = found[at][0], f"{found[at][1]} {line.strip()}".strip()
        else:
            # Several names may stand over one reason.
            if waiting and found[waiting[0]][1]:
                waiting = []
            waiting.append(number)
            found[number] = line.strip(), ""
    for number, (mutant, reason) in found.items():
        if not reason:
            raise Refused("mutation.explained", f"no reason stands below {mutant}", str(file), number)
    return found
