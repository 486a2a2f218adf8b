"""pytest's way in: object templates below a tree's tests/ come in as test items, and golden files that none has.

Loaded by the entry point of the installed tools, or by `-p qwg.golden.plugin`. Options: --golden-update writes what
comes out now over the goldens that differ, after showing the difference; --golden-new only adds those that are
missing. The ini setting golden_tests names the folders with tests in place of golden.tests of the tree.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .cases import Case, TestFile

SESSION = pytest.StashKey()


def pytest_addoption(parser) -> None:
    group = parser.getgroup("golden", "golden tests of Pan templates")
    group.addoption("--golden-update", action="store_true", help="show what differs from the goldens, and rewrite them")
    group.addoption("--golden-new", action="store_true", help="write the goldens that are missing")
    parser.addini("golden_tests", "folders with tests of Pan templates, instead of golden.tests of the tree", "args")


def pytest_configure(config) -> None:
    config.stash[SESSION] = Session(config)


def pytest_unconfigure(config) -> None:
    session = config.stash.get(SESSION, None)
    if session:
        session.close()


class Session:
    """What the items of a run share; nothing is read before the first Pan file is met."""

    def __init__(self, config):
        self.config = config
        self._runner = None

    @property
    def runner(self):
        if self._runner is None:
            from qwg.site.errors import Refused

            from .run import Runner
            from .settings import settings_around

            try:
                settings = settings_around(self.config.rootpath, self.config.getini("golden_tests"))
            except Refused as refusal:
                raise pytest.UsageError(refusal.diagnostic.text()) from refusal
            self._runner = Runner(settings)
        return self._runner

    @property
    def settings(self):
        return self.runner.settings

    def close(self) -> None:
        if self._runner:
            self._runner.close()

    def writes(self, missing: bool) -> bool:
        """Whether a golden that differs, or is missing, is to be written."""
        return self.config.getoption("golden_update") or missing and self.config.getoption("golden_new")

    def show(self, text: str) -> None:
        """Tells the reader at once, before a file is written."""
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if reporter:
            capture = self.config.pluginmanager.get_plugin("capturemanager")
            with capture.global_and_fixture_disabled():
                reporter.ensure_newline()
                reporter.write_line(text)


def pytest_collect_file(file_path: Path, parent):
    if file_path.suffix == ".pan":
        kind = PanFile
    elif ".golden" in file_path.name or ".golden.files/" in f"{file_path}":
        kind = GoldenFile
    else:
        return None
    if parent.config.stash[SESSION].settings.is_test_path(file_path):
        return kind.from_parent(parent, path=file_path)
    return None


class GoldenFailed(Exception):
    """A test has another outcome than it says; the text is for the reader of the run, `data` for JSON."""

    def __init__(self, text: str, data: list[dict]):
        super().__init__(text)
        self.data = data


class Item(pytest.Item):
    """An item whose failures are texts."""

    @property
    def run(self) -> Session:
        return self.config.stash[SESSION]

    def note(self, written: list[Path]) -> None:
        self.user_properties += [("golden", self.run.settings.relative(path)) for path in written]

    def repr_failure(self, excinfo, style=None):
        from qwg.site.errors import Refused

        from .report import refusal_text

        if isinstance(excinfo.value, GoldenFailed):
            return str(excinfo.value)
        if isinstance(excinfo.value, Refused):
            return refusal_text(excinfo.value, self.run.settings)
        return super().repr_failure(excinfo, style)


class PanFile(pytest.File):
    """A file with Pan templates; one without an object template has no tests."""

    def collect(self):
        from qwg.site.errors import Refused

        from .cases import read_test_file

        try:
            file = read_test_file(self.path, self.config.stash[SESSION].settings)
        except Refused as refusal:
            yield RefusedItem.from_parent(self, name=self.path.stem, refusal=refusal)
            return
        for case in file.tests if file else ():
            yield CaseItem.from_parent(self, name=case.name, file=file, case=case)


class RefusedItem(Item):
    """A test that cannot be read."""

    def __init__(self, *, refusal, **more):
        super().__init__(**more)
        self.refusal = refusal

    def runtest(self) -> None:
        raise self.refusal

    def reportinfo(self):
        return self.path, None, f"{self.path.name}: cannot be read"


class CaseItem(Item):
    """One object template and what must come of it."""

    def __init__(self, *, file: TestFile, case: Case, **more):
        super().__init__(**more)
        self.file = file
        self.case = case

    def runtest(self) -> None:
        from .judge import problems
        from .report import Places, as_dict, text_of
        from .update import write

        runner, settings = self.run.runner, self.run.settings
        found = problems(runner.run_case(self.file, self.case))
        places = Places(runner, self.file, self.case)
        mended = [problem for problem in found if problem.fix and self.run.writes(problem.missing)]
        if mended:
            self.run.show(text_of(mended, self.case, settings, places.span))
            self.note(write(mended))
        left = [problem for problem in found if problem not in mended]
        if left:
            raise GoldenFailed(text_of(left, self.case, settings, places.span),
                               [as_dict(problem, settings, places.span) for problem in left])

    def reportinfo(self):
        return self.path, self.case.line - 1, f"object {self.case.name}"


class GoldenFile(pytest.File):
    """A golden file; it is an item only if no test has it."""

    def collect(self):
        from qwg.site.errors import Refused

        from .goldens import golden_of, is_unused

        golden = golden_of(self.path)
        try:
            unused = golden is not None and is_unused(golden, self.config.stash[SESSION].settings)
        except Refused:
            # The test that may have it says why it cannot be read.
            return
        if unused:
            yield UnusedItem.from_parent(self, name="unused golden")


class UnusedItem(Item):
    """A golden that no test has."""

    def runtest(self) -> None:
        from .judge import Problem
        from .update import write

        path = self.run.settings.relative(self.path)
        text = f"{path}: no test has this golden: remove it, or run with --update"
        if not self.run.writes(False):
            raise GoldenFailed(text, [{"message": text}])
        self.run.show(f"{path}: removed, no test has this golden")
        self.note(write([Problem(text, fix={self.path: None})]))

    def reportinfo(self):
        return self.path, None, f"{self.path.name}: unused golden"
