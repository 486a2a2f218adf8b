"""A tree comes in; build/profiles, build/hosts with the files of each Xen host, and a report on them go out.

A host's folder (see .files) is made from the host's profile alone, and holds nothing of guests that are gone or
of a profile that could not be made.
"""
from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site import forks
from qwg.site.build import Build, Outcome, build
from qwg.site.compilers import compiler_class
from qwg.site.errors import Refused, WrongUse
from qwg.site.outputs import Changes, OwnedFolder, build_lock, is_safe_path
from qwg.site.profile import find
from qwg.site.report import HostResult, Report, progress
from qwg.site.tree import Tree, find_tree, nearest, settings_given
from qwg.site.why import Origins

from .checks import Checked, check
from .domain import path_of, shown
from .files import DEFAULT_TOOLSTACK, TOOLSTACKS, Content, host_files
from .machines import learn
from .resources import RESOURCE
from .state import State

PROPERTY = "xen.toolstack"


def compile_tree(tree: str | None, default: str | Path, clusters: list[str] = (), profiles: list[str] = (),
                 show_progress: bool = False, compiler=None, toolstack: str | None = None,
                 settings: list[str] = (), why: list[str] = ()) -> Report:
    """Compiles (no clusters, no profiles: all), writes the hosts' files, checks; never raises for bad input.

    `tree` and `default` are as in `find_tree`; `compiler` is a name of qwg.site.compilers and precedes the property
    pan.compiler, or a class as in `build`; `toolstack` is a key of TOOLSTACKS and precedes the property xen.toolstack;
    `settings` are KEY=VALUE and win over the property files. Of the profiles in `why` the report says why they were
    compiled.
    """
    report, _ = compile_and_check(tree, default, clusters, profiles, show_progress, compiler, toolstack, settings)
    if report.build is not None:
        try:
            report.explain(list(why))
        except WrongUse as error:
            report.add(error.diagnostic, error.exit_code)
    return report


def compile_and_check(tree: str | None, default: str | Path, clusters: list[str] = (), profiles: list[str] = (),
                      show_progress: bool = False, compiler=None, toolstack: str | None = None,
                      settings: list[str] = (), keep_before: bool = False) -> tuple[Report, Checked | None]:
    """As compile_tree; also what the checks saw, None if it did not come to them. `keep_before` is as in `build`."""
    report, checked = Report(), None
    try:
        report.tree = found = find_tree(tree, default, settings_given(list(settings)))
        found.select_clusters(list(clusters))
        chosen = compiler if isinstance(compiler, type) else compiler_class(found, compiler)
        if toolstack is not None:
            checked_toolstack(toolstack, WrongUse)
        with build_lock(found.build, on_wait=report.say_waiting), progress(show_progress) as shown:
            report.build = build(found, list(clusters), list(profiles), chosen, shown.total, shown.done,
                                 keep_before)
            origins, state = Origins(found), State(found)
            write_hosts(report.build, report.hosts, origins, state, toolstack)
            checked = check(found, origins, state)
            told = {finding for host in report.hosts for finding in host.diagnostics}
            for finding in checked.diagnostics:
                if finding not in told:
                    (report.hints if finding.severity == "hint" else report.diagnostics).append(finding)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("site.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    return report, checked


def watch_tree(tree: str | None, default: str | Path, clusters: list[str] = (), toolstack: str | None = None,
               as_json: bool = False) -> int:
    """Compiles, and again after each edit, and prints what that changed, until Ctrl-C; an exit code."""
    from qwg.site.watch import watch

    report = Report()
    try:
        found = find_tree(tree, default)
        found.select_clusters(list(clusters))
        if toolstack is not None:
            checked_toolstack(toolstack, WrongUse)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
        report.show(as_json)
        return report.exit_code
    return watch(found, lambda: compile_and_check(str(found.root), default, clusters, show_progress=not as_json,
                                                  toolstack=toolstack, keep_before=True)[0], as_json)


@dataclass
class Made:
    """What becomes of one profile: the record of its machine and its host's files, none of which is written yet."""
    entry: dict | None = None
    toolstack: str = ""
    files: dict[str, Content] = field(default_factory=dict)
    domains: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    refusal: Diagnostic | None = None


def write_hosts(built: Build, results: list[HostResult], origins: Origins, state: State,
                toolstack: str | None = None) -> None:
    """Brings build/hosts up to date; one result for each profile that has, or had, files there."""
    choice = Toolstacks(built.tree, toolstack)
    known = {outcome.source: unchanged(built, outcome, choice, state) for outcome in built.outcomes}
    others = [outcome for outcome in built.outcomes if known[outcome.source] is None]
    with closing(forks.results(lambda outcome: make_host(built, outcome, choice, state), others)) as made:
        for outcome in built.outcomes:
            result = known[outcome.source] or write_host(built, outcome, next(made), origins, state)
            if result.domains or result.changes or result.diagnostics:
                results.append(result)
    for name in built.removed:
        changes = folder(built, name).update({}) if is_safe_path(name) else Changes()
        if changes:
            results.append(HostResult(name, 0, changes, []))


def checked_toolstack(name: str, refusal: type[Refused]) -> str:
    if name not in TOOLSTACKS:
        raise refusal("xen.toolstack", f"there is no toolstack '{shown(name)}'{nearest(name, list(TOOLSTACKS))}")
    return name


class Toolstacks:
    """For what toolstack the files of a cluster's hosts are: as the request says, else as xen.toolstack does."""

    def __init__(self, tree: Tree, requested: str | None):
        self.tree = tree
        self.requested = requested
        self.known: dict[str, str] = {}

    def of(self, cluster: str) -> str:
        """Refused if the property has no known value."""
        if self.requested:
            return self.requested
        if cluster not in self.known:
            settings = self.tree.cluster(cluster).settings
            self.known[cluster] = settings.get(PROPERTY, DEFAULT_TOOLSTACK).strip()
        return checked_toolstack(self.known[cluster], Refused)


def folder(built: Build, name: str) -> OwnedFolder:
    return OwnedFolder(built.tree.build / "hosts", name, built.tree.build / ".state" / "hosts")


def profile_of(outcome: Outcome) -> Path | None:
    return outcome.readable() if outcome.state == "ok" else None


def unchanged(built: Build, outcome: Outcome, toolstacks: Toolstacks, state: State) -> HostResult | None:
    """The result for a host whose profile and files are as they were left, for the same toolstack; else None."""
    path = profile_of(outcome)
    known = state.host(path, f"{built.tree.build}/hosts/{outcome.name}") if path is not None else None
    if known is None:
        return None
    toolstack, domains, changes = known
    try:
        same = not toolstack or toolstack == toolstacks.of(outcome.cluster)
    except Refused:
        return None
    return HostResult(outcome.name, domains, changes, []) if same else None


def make_host(built: Build, outcome: Outcome, toolstacks: Toolstacks, state: State) -> Made:
    """Reads and judges one profile, and makes the files of its host; nothing of a profile that cannot be read."""
    made, path = Made(), profile_of(outcome)
    if path is None:
        return made
    try:
        tree, made.entry = learn(built.tree, state, path, outcome.name, outcome.cluster)
        if find(tree, RESOURCE) is not None:
            made.toolstack = toolstacks.of(outcome.cluster)
            found = host_files(tree, outcome.name, str(path), made.toolstack)
            made.files, made.domains, made.diagnostics = found.files, len(found.domains), found.diagnostics
    except Refused as error:
        made.refusal = error.diagnostic
    return made


def write_host(built: Build, outcome: Outcome, made: Made, origins: Origins, state: State) -> HostResult:
    """The files of one profile's host; a profile that is not made, or cannot be read, leaves none behind."""
    result = HostResult(outcome.name, made.domains, Changes(), [])
    path = profile_of(outcome)
    if made.entry is not None:
        state.keep(built.tree.relative(path), made.entry)
    result.diagnostics += placed(made.diagnostics, origins, outcome.name, built.tree.relative(path)) if path else []
    if made.refusal is not None:
        result.diagnostics.append(made.refusal)
    try:
        if made.files or is_safe_path(outcome.name):
            result.changes = folder(built, outcome.name).update(made.files)
        if path is not None and not result.diagnostics:
            place = f"{built.tree.build}/hosts/{outcome.name}"
            state.keep_host(path, made.toolstack, made.domains, place, made.files)
    except Refused as error:
        result.diagnostics.append(error.diagnostic)
    return result


def placed(diagnostics: list[Diagnostic], origins: Origins, name: str, profile: str) -> list[Diagnostic]:
    """The findings with the template and line that set the value, where that can be found out."""
    found = []
    for diagnostic in diagnostics:
        path = path_of(diagnostic)
        span, trace = origins.place(name, path) if path else (None, ())
        found.append(diagnostic if span is None else diagnostic._replace(
            span=span, trace=trace, notes=(*diagnostic.notes, f"in {profile}"), object_name=name))
    return found
