"""Collects the language cases (language/**/*.pan) as tests: each once alone, and once against the public panc."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    # The helpers of these tests lie beside them, and importlib mode puts no test folder on the path.
    sys.path.insert(0, str(HERE))

from pan_cases import Case, differences, numbered, read_cases, run_case, updated_text  # noqa: E402
from public_panc import compare, public_panc  # noqa: E402
from qwg.site.panc import NoPanc, Panc  # noqa: E402

LANGUAGE = HERE / "language"
PANC = pytest.StashKey()


def pytest_collect_file(file_path, parent):
    if file_path.suffix == ".pan" and LANGUAGE in file_path.parents:
        return CaseFile.from_parent(parent, path=file_path)


class CaseFile(pytest.File):
    """One file of cases."""

    def collect(self):
        for case in read_cases(self.path):
            yield CaseTest.from_parent(self, name=case.name, case=case)
            yield PancTest.from_parent(self, name=f"{case.name}[panc]", case=case)


class CaseFailed(Exception):
    """A case has another outcome than it says; the text is for the reader of the test run."""


class CaseTest(pytest.Item):
    """Our compiler gives what stands beside the program."""

    def __init__(self, *, case: Case, **more):
        super().__init__(**more)
        self.case = case

    def folders(self) -> tuple[Path, Path]:
        folder = self.config._tmp_path_factory.mktemp("case")
        (folder / "tree").mkdir()
        (folder / "out").mkdir()
        self.case.write(folder / "tree")
        return folder / "tree", folder / "out"

    def runtest(self):
        folder, output = self.folders()
        outcome = run_case(self.case, folder, output)
        if self.config.getoption("--update-goldens", default=False):
            replace_case(self.case, updated_text(self.case, outcome))
            return
        found = differences(self.case, outcome)
        if not found:
            outcome = run_case(self.case, folder, output, runs=3)
            found = [f"in the third run of one compiler: {line}" for line in differences(self.case, outcome)]
        if found:
            said = [diagnostic.text() for diagnostic in outcome.diagnostics]
            raise CaseFailed("\n".join([numbered(self.case), "", *found, "", *said]))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, CaseFailed):
            return f"{self.path}:{self.case.line}: case {self.case.name}\n{excinfo.value}"
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, self.case.line - 1, f"case {self.name}"


class PancTest(CaseTest):
    """The public panc gives the same bytes, or refuses with the same kind at the same place."""

    def runtest(self):
        folder, output = self.folders()
        found = compare(running_panc(self.config), self.case, folder, output)
        if self.case.deviates and not found:
            raise CaseFailed(f"the case says that it deviates ({self.case.deviates}), but the public panc agrees")
        if found and not self.case.deviates:
            raise CaseFailed("\n".join([numbered(self.case), "", *found]))


def running_panc(config) -> Panc:
    """The one public panc of this test run; the test is skipped where there is none."""
    if PANC not in config.stash:
        try:
            config.stash[PANC] = public_panc()
        except NoPanc as reason:
            config.stash[PANC] = reason
    if isinstance(config.stash[PANC], NoPanc):
        pytest.skip(str(config.stash[PANC]))
    return config.stash[PANC]


def pytest_unconfigure(config):
    if isinstance(config.stash.get(PANC, None), Panc):
        config.stash[PANC].close()


@pytest.fixture
def panc(request) -> Panc:
    """The public panc, for tests that compare with it."""
    return running_panc(request.config)


def replace_case(case: Case, lines: list[str]) -> None:
    """Write a case back into its file, which other cases of this run may have changed before."""
    text = case.file.read_bytes().decode("utf-8")
    old = "\n".join(case.text)
    if lines != case.text and text.count(old) == 1:
        case.file.write_bytes(text.replace(old, "\n".join(lines)).encode("utf-8"))
