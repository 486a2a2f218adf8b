"""A tree and two of its revisions come in; what differs in the profiles and in the files of the Xen hosts goes out."""
from __future__ import annotations

import os
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.build import Build, Outcome, build
from qwg.site.diff import SIDES, Differences, DiffReport, Failure
from qwg.site.errors import Refused
from qwg.site.profile import read_profile
from qwg.site.report import HostResult, Silent, progress
from qwg.site.revisions import State, two_states
from qwg.site.tree import find_tree

from .hosts import write_hosts
from .state import State as MachineState

FINDINGS = "findings"


class Built:
    """One state, compiled, with the files of its hosts."""

    def __init__(self, state: State, shown: Silent):
        self.result: Build = build(state.tree, [], [], None, shown.total, shown.done)
        self.hosts: list[HostResult] = []
        write_hosts(self.result, self.hosts, Unplaced(), MachineState(state.tree))
        self.outcomes = {outcome.base: outcome for outcome in self.result.outcomes}

    def loose(self) -> list[Diagnostic]:
        """Errors that belong to no profile, such as of a cluster that cannot be read."""
        known = {id(found) for outcome in self.result.outcomes for found in outcome.diagnostics}
        return [found for found in self.result.diagnostics
                if found.severity == "error" and not found.object_name and id(found) not in known]

    def files(self) -> dict[str, list[str]]:
        """The lines of each file of each host, by HOST/PATH; a link counts as a line that says where it leads."""
        top = self.result.tree.build / "hosts"
        files: dict[str, list[str]] = {}
        for place, _, names in os.walk(top):
            for name in names:
                file = Path(place, name)
                files[file.relative_to(top).as_posix()] = lines_of(file)
        for host in self.hosts:
            if host.diagnostics:
                # The folder of a build differs from state to state; what a finding says does not.
                build = f"{self.result.tree.build}/"
                files[f"{host.name}/{FINDINGS}"] = [f"{found.severity}: {found.message}".replace(build, "")
                                                    for found in host.diagnostics]
        return files


class Unplaced:
    """In place of Origins: a finding need not know who set the value."""

    def place(self, profile: str, path: str) -> tuple[None, tuple]:
        return None, ()


def lines_of(file: Path) -> list[str]:
    if file.is_symlink():
        return [f"link to {os.readlink(file)}"]
    return file.read_text("utf-8", "backslashreplace").split("\n")


def diff_tree(tree: str | None, default: str | Path, revisions: str | None = None,
              show_progress: bool = False) -> DiffReport:
    """Compiles two states of a tree and compares them; never raises for bad input.

    `tree` and `default` are as in `find_tree`, `revisions` is as in `two_states`.
    """
    report = DiffReport()
    try:
        found = find_tree(tree, default)
        with two_states(found, revisions) as states:
            report.before, report.after = states
            built = []
            for state in states:
                with progress(show_progress) as shown:
                    built.append(Built(state, shown))
            report.found = compare(*built)
            report.diagnostics += [told_of(state, diagnostic) for state, side in zip(states, built)
                                   for diagnostic in side.loose()]
    except Refused as error:
        report.add(error.diagnostic, 2)
    except OSError as error:
        report.add(Refused("site.io", f"{error.strerror or error}", error.filename).diagnostic, 2)
    return report


def told_of(state: State, found: Diagnostic) -> Diagnostic:
    """A finding with its place relative to the tree, and the state that it is about."""
    span = found.span._replace(file=state.tree.relative(found.span.file)) if found.span else None
    return found._replace(span=span, notes=(*found.notes, f"at {state.name}"))


def compare(before: Built, after: Built) -> Differences:
    found = Differences()
    for name in sorted(before.outcomes.keys() | after.outcomes.keys()):
        sides = {side: built.outcomes.get(name) for side, built in zip(SIDES, (before, after))}
        failing = {side: outcome.diagnostics for side, outcome in sides.items() if outcome and outcome.state != "ok"}
        missing = [side for side, outcome in sides.items() if outcome is None]
        if failing:
            found.failures.append(Failure(name, failing))
        if missing:
            (found.added if missing == ["before"] else found.removed).append(name)
        elif not failing:
            found.compared += 1
            compare_profile(found, name, *sides.values())
    found.compare_files(before.files(), after.files())
    return found


def compare_profile(found: Differences, name: str, before: Outcome, after: Outcome) -> None:
    files = [outcome.readable() for outcome in (before, after)]
    if files[0].read_bytes() != files[1].read_bytes():
        found.compare_profile(name, *map(read_profile, files))
