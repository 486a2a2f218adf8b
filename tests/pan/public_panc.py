"""The environment variable PANC in, a running public panc out; how our compiler and that one differ over a case out.

PANC names a launcher (any script that starts panc 10 with java) or the jar itself. One JVM serves all comparisons of
a test run.
"""
from __future__ import annotations

import os
from pathlib import Path

from qwg.site.panc import NoPanc, Panc, Refusal, fits, java_command

SECONDS_FOR_ONE_ANSWER = 60


def public_panc() -> Panc:
    """The panc that PANC names; NoPanc with the reason when there is none."""
    command = os.environ.get("PANC")
    if not command:
        raise NoPanc("the environment variable PANC does not name a public panc")
    return Panc(java_command(command), SECONDS_FOR_ONE_ANSWER)


# --- comparing ---------------------------------------------------------------------------------------------------

def compare(panc: Panc, case, folder: Path, output: Path) -> list[str]:
    """Differences between our compiler and panc over a case whose files are in `folder`; empty when there are none."""
    from pan_cases import command_line, run_case
    ours, theirs = output / "ours", output / "panc"
    ours.mkdir()
    theirs.mkdir()
    outcome = run_case(case, folder, ours)
    answer = panc.compile(command_line(case, folder, theirs))
    found = compare_files(ours, theirs)
    found += compare_refusals(outcome.diagnostics, answer.refusals)
    if case.stderr and answer.stderr.splitlines() != outcome.stderr:
        found.append(f"panc printed {answer.stderr!r}")
    return found


def compare_files(ours: Path, theirs: Path) -> list[str]:
    """Every output file must be there on both sides with the same bytes."""
    found = []
    names = {path.relative_to(folder) for folder in (ours, theirs) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        sides = [(folder / name).read_bytes() if (folder / name).exists() else None for folder in (ours, theirs)]
        if sides[0] == sides[1]:
            continue
        for who, data in zip(("our compiler", "panc"), sides):
            found.append(f"{name} of {who}:" if data is not None else f"{name}: {who} does not write it")
            found += [f"    {line}" for line in (data or b"").decode("utf-8", "replace").splitlines()]
    return found


def compare_refusals(diagnostics, refusals: list[Refusal]) -> list[str]:
    """Same kinds, and our place must lie within panc's where panc knows one."""
    found = []
    for refusal in refusals:
        if not any(fits(diagnostic, refusal) for diagnostic in diagnostics):
            found.append(f"panc refuses: {refusal.kind} [{refusal.span}] {refusal.message}")
    if len(diagnostics) > len(refusals) or found:
        found += [f"our compiler refuses: {diagnostic.header()} {diagnostic.message}" for diagnostic in diagnostics]
    return found
