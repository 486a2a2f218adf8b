"""A request for golden tests comes in, pytest runs them, and a report with an exit code goes out."""
from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.errors import Refused, WrongUse
from qwg.site.report import Finding
from qwg.site.tree import find_tree, tree_at

from .settings import DEFAULT_TESTS, TESTS, Settings, settings_around

PLUGIN = "qwg.golden.plugin"
# What pytest's exit status means here; a run that found no test is a problem.
PYTEST_STATUS = {0: 0, 1: 1, 2: 1, 3: 3, 4: 2, 5: 1}


@dataclass
class GoldenReport:
    """What a run has to say; `tests` are dicts as in the JSON document."""
    tree: str | None = None
    exit_code: int = 0
    tests: list[dict] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    # Failures that are faults of ours.
    faults: int = 0

    def show(self, as_json: bool = False) -> None:
        """The JSON document; without it pytest has said all but why there was no run."""
        if as_json:
            print(json.dumps({"ok": self.exit_code == 0, "exit_code": self.exit_code, "tree": self.tree,
                              "tests": self.tests, "written": self.written,
                              "diagnostics": [each.as_dict() for each in self.diagnostics]}, indent=1))
            return
        for diagnostic in self.diagnostics:
            print(Finding(diagnostic).text(), file=sys.stderr)


class Listener:
    """A plugin of pytest that notes what became of each test."""

    def __init__(self, report: GoldenReport):
        self.report = report

    def pytest_runtest_makereport(self, item, call) -> None:
        from .plugin import GoldenFailed

        if call.when != "call":
            return
        error = call.excinfo.value if call.excinfo else None
        problems = []
        if isinstance(error, GoldenFailed):
            problems = error.data
        elif isinstance(error, Refused):
            problems = [{"message": error.diagnostic.message, "diagnostics": [error.diagnostic.as_dict()]}]
        elif error is not None:
            problems = [{"message": f"{type(error).__name__}: {error}"}]
            self.report.faults += 1
        written = [value for key, value in item.user_properties if key == "golden"]
        self.report.written += written
        self.report.tests.append({"test": item.nodeid, "outcome": "failed" if problems else "passed",
                                  "problems": problems, "written": written})


def run_golden(tree: str | None, default: str | Path, paths: list[str] = (), update: bool = False, new: bool = False,
               as_json: bool = False, arguments: list[str] = ()) -> GoldenReport:
    """Runs the tests at `paths`, or all of the tree's; never raises for bad input.

    `tree` and `default` are as in find_tree, but a folder in no tree will do; `arguments` are for pytest.
    """
    report = GoldenReport()
    try:
        import pytest
    except ImportError:
        return refuse(report, WrongUse("golden.pytest", "golden tests need pytest, which is not installed"))
    try:
        top = top_of(tree, default)
        report.tree = str(top)
        chosen = [checked(path) for path in paths]
        settings = settings_of(top, chosen)
    except Refused as error:
        return refuse(report, error)
    options = [f"--rootdir={top}", "-p", PLUGIN]
    if chosen:
        options += ["-o", f"golden_tests={' '.join(shlex.quote(str(path)) for path in chosen)}"]
    options += ["--golden-update"] * update + ["--golden-new"] * new + (["-p", "no:terminal"] if as_json else ["-q"])
    here = Path.cwd()
    try:
        os.chdir(top)
        status = pytest.main([*options, *arguments, *map(str, settings.folders)], [Listener(report)])
    finally:
        os.chdir(here)
    report.exit_code = 3 if report.faults else PYTEST_STATUS.get(int(status), 1)
    return report


def refuse(report: GoldenReport, error: Refused) -> GoldenReport:
    report.diagnostics.append(error.diagnostic)
    report.exit_code = error.exit_code
    return report


def top_of(tree: str | None, default: str | Path) -> Path:
    """The folder that the tests belong to: the tree, or a library of templates, which is a tree without clusters."""
    if tree is not None:
        if not Path(tree).is_dir():
            raise WrongUse("site.tree", f"there is no folder {tree}")
        found = tree_at(Path(os.path.abspath(tree)))
        return found.top if found else Path(os.path.abspath(tree))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if tree_at(folder) is None and (folder / DEFAULT_TESTS).is_dir():
            return folder
        if tree_at(folder) is not None:
            break
    return find_tree(None, default).top


def checked(path: str) -> Path:
    if not Path(path).exists():
        raise WrongUse("golden.path", f"there is no {path}")
    return Path(os.path.abspath(path))


def settings_of(top: Path, chosen: list[Path]) -> Settings:
    """The settings of the tree; WrongUse if there is no folder with tests."""
    settings = settings_around(top, [str(path) for path in chosen] or None)
    for folder in settings.folders:
        if not folder.exists():
            raise WrongUse("golden.tests", f"there is no folder {folder} with tests; the property {TESTS} "
                           "names another")
    return settings
