"""A tree's profiles and golden tests come in, are compiled with recording, and a Coverage goes out.

A part is what can be run or not: a statement of a template, an operation of a block, and the branches of an
expression. Test files are compiled, but are not themselves among the templates that are covered.
"""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qwg.pan import Compiler, Options
from qwg.pan.diagnostics import Diagnostic
from qwg.pan.loader import SUFFIXES
from qwg.pan.recording import Ran, Recording, Tally
from qwg.site import globs
from qwg.site.build import Build, Ledger, cache_folder, select
from qwg.site.errors import Refused, WrongUse
from qwg.site.tree import Tree

STATEMENTS = frozenset(("statement", "operation"))
ENDINGS = tuple(suffix for suffix, _ in SUFFIXES)


@dataclass
class Covered:
    """One template and its parts, in the order of the text."""
    file: str
    parts: list[Ran]

    @cached_property
    def statements(self) -> list[Ran]:
        return [part for part in self.parts if part.what in STATEMENTS]

    @cached_property
    def branches(self) -> list[Ran]:
        return [part for part in self.parts if part.what not in STATEMENTS]

    @cached_property
    def missing(self) -> list[Ran]:
        """What did not run, without what lies within something that did not run either."""
        found: list[Ran] = []
        for part in self.parts:
            if not part.times and not any(within(part, outer) for outer in found[-3:]):
                found.append(part)
        return found

    @cached_property
    def lines(self) -> dict[int, int]:
        """How often what begins on each line ran; of several parts the one that ran most."""
        counts: dict[int, int] = {}
        for part in self.parts:
            if part.what != "else" or not is_unwritten(part):
                line = part.span.line
                counts[line] = max(counts.get(line, 0), part.times)
        return counts


def within(part: Ran, outer: Ran) -> bool:
    span, around = part.span, outer.span
    return (around.line, around.column) <= (span.line, span.column) \
        and (span.end_line, span.end_column) <= (around.end_line, around.end_column)


def is_unwritten(part: Ran) -> bool:
    """Whether an else is not written: it has the place of the word 'if'."""
    span = part.span
    return part.what == "else" and (span.end_line, span.end_column) == (span.line, span.column + 1)


@dataclass
class Coverage:
    """`templates` that some profile or test loaded; `never` are those on the load path that no profile loads, those
    of `templates` among them that a test loads. `profiles` and `tests` count what ran."""
    tree: Tree
    templates: list[Covered] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    profiles: int = 0
    tests: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass
class Wanted:
    """What is to run: profiles of some clusters (none: all), and the tests at some paths (none: the tree's)."""
    clusters: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    with_profiles: bool = True
    tests: tuple[str, ...] = ()
    with_tests: bool = True


def measure(tree: Tree, wanted: Wanted, on_total: Callable[[int], None], on_done: Callable[[str], None]) -> Coverage:
    """Runs all that is wanted; a profile that fails is a finding, and counts as far as it came.

    WrongUse for a cluster, profile or test that is not there.
    """
    coverage, tally = Coverage(tree), Tally()
    build = Build(tree)
    work = select(build, Ledger(tree), list(wanted.clusters), list(wanted.profiles)) if wanted.with_profiles else []
    coverage.diagnostics += build.diagnostics
    sources = [(cluster, source) for cluster, sources in work for source in sources]
    tests = Tests(tree, wanted) if wanted.with_tests else None
    on_total(len(sources) + (tests.count if tests else 0))
    for cluster, source in sources:
        options = Options(include_path=list(cluster.include_path), formats=("null",), warnings="off",
                          cache_dir=cache_folder(tree), record=True)
        results = Compiler(options).run([source])
        tally.add(results.recording)
        coverage.profiles += sum(profile.source == source for profile in results.profiles)
        coverage.diagnostics += results.diagnostics
        on_done(source.stem)
    of_profiles = set(tally.loaded)
    if tests:
        for name, recording in tests.run():
            tally.add(recording)
            coverage.tests += 1
            on_done(name)
        coverage.diagnostics += tests.diagnostics
    own = tests.folders if tests else ()
    coverage.templates = [Covered(file, parts) for file, parts in tally.coverage().items()
                          if file.startswith(f"{tree.top}/") and not any(map(Path(file).is_relative_to, own))]
    if wanted.with_profiles:
        coverage.never = [file for file in on_load_paths(tree, work) if file not in of_profiles]
    return coverage


class Tests:
    """The golden tests of a tree, each run with recording."""

    def __init__(self, tree: Tree, wanted: Wanted):
        from qwg.golden.cases import find_test_files
        from qwg.golden.settings import settings_around

        self.settings = settings_around(tree.top, list(map(os.path.abspath, wanted.tests)) or None)
        for folder in self.settings.folders:
            if not folder.exists() and wanted.tests:
                raise WrongUse("coverage.tests", f"there is no {folder} with tests")
        self.files, refusals = find_test_files(self.settings) if all(
            folder.exists() for folder in self.settings.folders) else ([], [])
        self.diagnostics = [refusal.diagnostic for refusal in refusals]
        self.count = sum(len(file.tests) for file in self.files)

    @property
    def folders(self) -> tuple[Path, ...]:
        return self.settings.folders

    def run(self) -> Iterator[tuple[str, Recording]]:
        from qwg.golden.run import Runner

        with Runner(self.settings, record=True) as runner:
            for file in self.files:
                for case in file.tests:
                    try:
                        outcome = runner.run_case(file, case)
                    except Refused as refusal:
                        self.diagnostics.append(refusal.diagnostic)
                        continue
                    yield case.name, outcome.recording


def on_load_paths(tree: Tree, work) -> list[str]:
    """Every template below a folder of the load paths of the clusters that were compiled."""
    folders = dict.fromkeys(folder for cluster, _ in work for folder in cluster.include_path)
    return sorted({str(folder / name) for folder in folders for name in globs.files(folder, ENDINGS)})
