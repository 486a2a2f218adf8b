"""Generated programs come in; how our compiler and the public panc differ over them goes out."""
from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pan_cases import Case, Outcome, command_line, run_case
from public_panc import compare_files, compare_refusals

from qwg.site.panc import Panc

JAVA = "internal"
CIRCLE = "values or expressions are nested too deeply"
# How messages begin, panc's and ours, where docs/deviations.md has them differ (link-path, circular-constant).
DEVIATIONS = (("invalid path term or nlist key", "invalid link path"),
              ("invalid path term or nlist key", "the element at the linked path"),
              ("", CIRCLE))
# How our message begins where panc would not come back (endless-foreach).
ENDLESS = "foreach has met"
# Loops that grow what they loop over would make the public panc work for minutes.
OPTIONS = ["--max-iteration", "60"]


def case_of(files: dict[str, str]) -> Case:
    """The program as pan_cases has them."""
    return Case(Path("generated"), "generated", 1, 1, [], files=dict(files), options=OPTIONS)


def fresh(folder: Path, *names: str) -> list[Path]:
    """Empty folders below `folder`."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    return [folder / name for name in names]


def faults(files: dict[str, str], folder: Path) -> list[str]:
    """What our compiler alone does wrong: internal errors."""
    case = case_of(files)
    tree, ours = fresh(folder, "tree", "ours")
    case.write(tree)
    return faults_of(run_case(case, tree, ours))


def faults_of(outcome: Outcome) -> list[str]:
    return [f"our compiler is at fault: {found.text()}" for found in outcome.diagnostics
            if found.code == "pan.internal"]


class Pair:
    """The two compilers with a folder to work in.

    `compiled`, `refused`, `java` and `slow` count what became of the programs; `slow` ones do not end with panc.
    """

    def __init__(self, panc: Panc):
        self.panc = panc
        self.folder = Path(tempfile.mkdtemp(prefix="differential"))
        self.compiled = self.refused = self.java = self.slow = 0

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def differences(self, files: dict[str, str]) -> list[str]:
        """Lines that tell the differences over one program; its first file is compiled, others lie beside it."""
        case = case_of(files)
        tree, ours, theirs = fresh(self.folder, "tree", "ours", "panc")
        case.write(tree)
        outcome = run_case(case, tree, ours)
        found = faults_of(outcome)
        if any(diagnostic.message.startswith(ENDLESS) for diagnostic in outcome.diagnostics):
            self.slow += 1
            return found
        try:
            answer = self.panc.compile(command_line(case, tree, theirs))
        except TimeoutError:
            # A resource that doubles its size in a loop, or that lies in itself.
            self.slow += 1
            return found
        refusals = answer.refusals
        circle = not refusals and any(diagnostic.message.startswith(CIRCLE) for diagnostic in outcome.diagnostics)
        if circle or any(refusal.kind == JAVA for refusal in refusals):
            # An exception of Java's own: docs/deviations.md (java-exceptions) leaves open what we make of it. A
            # constant in itself (circular-constant) leads to one, unless nobody looks at it.
            self.java += 1
            return found
        self.refused += bool(refusals)
        self.compiled += not refusals
        if self.deviates(outcome, refusals):
            return found
        found += compare_files(ours, theirs)
        refused = compare_refusals(outcome.diagnostics, refusals)
        # Of the errors of several objects panc loses some, so there it is enough that we have all of its.
        if not (refusals and len(files) > 1 and not any(line.startswith("panc refuses") for line in refused)):
            found += refused
        if answer.stderr.splitlines() != outcome.stderr:
            found.append(f"panc printed {answer.stderr!r}, our compiler {outcome.stderr!r}")
        return found

    @staticmethod
    def deviates(outcome: Outcome, refusals) -> bool:
        """Whether the two refuse in a way that docs/deviations.md explains."""
        return any(refusal.message.startswith(theirs) and diagnostic.message.startswith(ours)
                   for theirs, ours in DEVIATIONS for refusal in refusals for diagnostic in outcome.diagnostics)
