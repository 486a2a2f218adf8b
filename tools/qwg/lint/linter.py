"""A tree or files come in; a Report of what the checks find in their templates goes out.

Without paths every template on a load path of the tree is checked. Checks across templates see them all, whatever
paths were asked for; they are silent about templates that are on no load path.
"""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.pan.loader import decode
from qwg.site import globs
from qwg.site.errors import Refused, WrongUse
from qwg.site.report import progress
from qwg.site.tree import Tree, find_tree, nearest

from .across import ENDINGS, Library, LoadPath
from .checks import CHECKS, OFF, PREFIX, SEVERITIES, Check
from .findings import Finding
from .reading import Reading, read
from .report import Report


@dataclass
class Request:
    """What to check, how severely, and whether to put it right. `severity` is the least that is told."""
    paths: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    severity: str = "hint"
    fix: bool = False


@dataclass
class Lint:
    """The files to be checked, the library they belong to, and the checks with the severities of the site."""
    tree: Tree | None
    library: Library
    files: list[str]
    severities: dict[str, str]
    # Templates outside the library.
    others: dict[str, Reading] = field(default_factory=dict)

    def reading(self, file: str) -> Reading:
        return self.library.readings.get(file) or self.others[file]

    def findings(self, file: str) -> list[tuple[Check, Finding]]:
        """What is found in one file and not switched off there, in the order of the text."""
        reading = self.reading(file)
        found = []
        for check in CHECKS.values():
            if check.id not in self.severities or check.across and file not in self.library.readings:
                continue
            findings = check.find(self.library, reading) if check.across else check.find(reading)
            found += [(check, finding) for finding in findings
                      if check.id not in reading.disabled.get(reading.line_of(finding.begin), ())]
        return sorted(found, key=lambda pair: (pair[1].begin, pair[0].id, pair[1].end))

    def replace(self, file: str, text: str) -> None:
        """The file has another text from now on."""
        readings = self.library.readings if file in self.library.readings else self.others
        readings[file] = read(file, text)

    def diagnostics(self, file: str) -> list[Diagnostic]:
        reading = self.reading(file)
        return [Diagnostic(self.severities[check.id], check.code, finding.message or check.documentation.rstrip("."),
                           reading.span(finding.begin, finding.end))
                for check, finding in self.findings(file)]


def lint(tree: str | None, default: str | Path, request: Request, show_progress: bool = False) -> Report:
    """Checks the templates of a request; never raises for bad input. `tree` and `default` are as in `find_tree`."""
    report = Report()
    try:
        check_request(request)
        found = look_around(tree, default, request)
        report.tree = found
        with progress(show_progress) as shown:
            work = prepare(found, request, report, shown.total)
            if request.fix:
                from .fixes import fix

                report.fixed = fix(work)
            for file in work.files:
                shown.done(os.path.basename(file))
                report.add_file(file, work.diagnostics(file), sum(
                    bool(finding.edits) for _, finding in work.findings(file)) if not request.fix else 0)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("lint.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    return report


def check_request(request: Request) -> None:
    for name in request.checks:
        if name not in CHECKS:
            raise WrongUse("lint.check", f"there is no check '{name}'{nearest(name, list(CHECKS))}")
    if request.severity not in SEVERITIES:
        raise WrongUse("lint.severity", f"there is no severity '{request.severity}'"
                       + nearest(request.severity, list(SEVERITIES)))


def look_around(tree: str | None, default: str | Path, request: Request) -> Tree | None:
    """The tree of a request; None for files of no tree."""
    try:
        return find_tree(tree, None if request.paths else default)
    except WrongUse:
        if tree is not None or not request.paths:
            raise
        return None


def prepare(tree: Tree | None, request: Request, report: Report, on_total: Callable[[int], None]) -> Lint:
    wanted = [file for path in request.paths for file in files_at(path)]
    severities = chosen(tree, request, report)
    library = Library()
    if tree is not None:
        load_paths = read_load_paths(tree, report)
        below = {file for path in load_paths for folder in path.folders for file in templates(folder)}
        if not wanted or below.intersection(wanted):
            library = Library(load_paths, {file: read_file(file) for file in sorted(below)})
    files = sorted(set(wanted)) if request.paths else sorted(library.readings)
    on_total(len(files))
    others = {file: read_file(file) for file in files if file not in library.readings}
    return Lint(tree, library, files, severities, others)


def read_load_paths(tree: Tree, report: Report) -> list[LoadPath]:
    """The load paths of all clusters; a cluster that cannot be read is a finding."""
    found = []
    for name in tree.cluster_names:
        try:
            found.append(LoadPath(name, tuple(map(str, tree.cluster(name).include_path))))
        except Refused as error:
            report.add(error.diagnostic, 1)
    return found


def templates(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in globs.files(Path(folder), ENDINGS)]


def files_at(path: str) -> list[str]:
    """The templates of a path that a request names; WrongUse if there is nothing."""
    place = os.path.abspath(path)
    if os.path.isdir(place):
        return templates(place)
    if not os.path.isfile(place):
        raise WrongUse("lint.path", f"there is no file or folder {path}")
    return [place]


def read_file(file: str) -> Reading:
    return read(file, decode(Path(file).read_bytes()))


def chosen(tree: Tree | None, request: Request, report: Report) -> dict[str, str]:
    """The severity of each check to be made: as the site's properties `lint.ID` say, else as the table has it."""
    severities = {check.id: check.severity for check in CHECKS.values()}
    settings = tree.settings if tree is not None else None
    for key in sorted(settings.values) if settings else ():
        name, value = key.removeprefix(PREFIX), (settings.get(key) or "").strip()
        if not key.startswith(PREFIX):
            continue
        if name not in CHECKS:
            text = f"there is no check '{name}'{nearest(name, list(CHECKS))}"
        elif value not in (*SEVERITIES, OFF):
            text = f"{key} has the unknown value '{value}'{nearest(value, [*SEVERITIES, OFF])}"
        else:
            severities[name] = value
            continue
        report.add(Diagnostic("error", "lint.properties", text, Span(str(tree.top))), 1)
    told = SEVERITIES[:SEVERITIES.index(request.severity) + 1]
    names: Iterable[str] = request.checks or severities
    return {name: severities[name] for name in names if severities[name] in told}
