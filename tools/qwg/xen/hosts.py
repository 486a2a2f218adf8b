"""A tree comes in; build/profiles, build/hosts with the files of each Xen host, and a report on them go out.

A host's folder is laid out as the host's own root: etc/xen/GUEST, etc/xen/auto/GUEST. It is made from the
host's profile alone, and holds nothing of guests that are gone or of a profile that could not be made.
"""
from __future__ import annotations

from pathlib import Path

from qwg.site.build import Build, Outcome, build
from qwg.site.errors import Refused
from qwg.site.outputs import Changes, Link, OwnedFolder, build_lock, is_safe_path
from qwg.site.profile import read_profile
from qwg.site.report import HostResult, Report, progress
from qwg.site.tree import find_tree

from .domain import Domain, read_domains
from .xm import check_name, render


def compile_tree(tree: str | None, default: str | Path, clusters: list[str] = (), profiles: list[str] = (),
                 show_progress: bool = False, compiler=None) -> Report:
    """Compiles (no clusters, no profiles: all) and writes the hosts' files; never raises for bad input.

    `tree` and `default` are as in `find_tree`, `compiler` as in `build`.
    """
    report = Report()
    try:
        report.tree = found = find_tree(tree, default)
        found.select_clusters(list(clusters))
        with build_lock(found.build, on_wait=report.say_waiting), progress(show_progress) as shown:
            report.build = build(found, list(clusters), list(profiles), compiler, shown.total, shown.done)
            write_hosts(report.build, report.hosts)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("site.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    return report


def write_hosts(built: Build, results: list[HostResult]) -> None:
    """Brings build/hosts up to date; one result for each profile that has, or had, files there."""
    for outcome in built.outcomes:
        result = write_host(built, outcome)
        if result.domains or result.changes or result.diagnostics:
            results.append(result)
    for name in built.removed:
        changes = folder(built, name).update({}) if is_safe_path(name) else Changes()
        if changes:
            results.append(HostResult(name, 0, changes, []))


def folder(built: Build, name: str) -> OwnedFolder:
    return OwnedFolder(built.tree.build / "hosts", name, built.tree.build / ".state" / "hosts")


def write_host(built: Build, outcome: Outcome) -> HostResult:
    """The files of one profile's host; a profile that is not made, or cannot be read, leaves none behind."""
    result = HostResult(outcome.name, 0, Changes(), [])
    files: dict[str, bytes | Link] = {}
    path = outcome.readable() if outcome.state == "ok" else None
    try:
        if path is not None:
            domains, result.diagnostics = read_domains(read_profile(path), str(path))
            result.domains = len(domains)
            for domain in domains:
                files |= guest_files(domain, str(path), result.diagnostics)
    except Refused as error:
        result.diagnostics.append(error.diagnostic)
    try:
        if files or is_safe_path(outcome.name):
            result.changes = folder(built, outcome.name).update(files)
    except Refused as error:
        result.diagnostics.append(error.diagnostic)
    return result


def guest_files(domain: Domain, profile: str, diagnostics: list) -> dict[str, bytes | Link]:
    """The files of one guest below the host's root; none, with findings, if anything of it is refused."""
    problems = check_name(domain, profile)
    text, findings = render(domain, domain.options, profile)
    diagnostics += problems + findings
    if problems or text is None:
        return {}
    files: dict[str, bytes | Link] = {f"etc/xen/{domain.key}": text.encode("ascii")}
    if domain.auto:
        # Relative, so that it is right in a staging folder and on the host.
        files[f"etc/xen/auto/{domain.key}"] = Link(f"../{domain.key}")
    return files
