"""A tree comes in; build/profiles, and an outcome for each object template, go out.

Only what is not up to date (.manifest) is compiled, to a staging folder; when all is compiled, .ledger puts it in
place. What stands in build/profiles is never stale: outputs of a profile that fails now are moved to build/failed,
those of an object that is gone are removed. What others put there is left alone.
"""
from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, Span

from .errors import Refused, WrongUse
from .index import write_indexes
from .ledger import SUFFIXES, Ledger, Staging, base_of, settle
from .manifest import Manifest, settings_of
from .tree import Cluster, Tree, nearest

NO_OUTPUT = "none"
WARNINGS = ("on", "off", "fatal")
# Of these the first that a profile has is the one we read.
READABLE = (".xml", ".xml.gz", ".json", ".json.gz")
# SCDB's build gives panc this limit, and no setting changes it.
MAX_ITERATION = 5000

# What may be the name of an object in a message.
WORDS = re.compile(r"[\w/-]+(?:\.[\w/-]+)*")


@dataclass
class Outcome:
    """What became of one object template; `state` is ok, failed, or lost (through another's failure).

    `reason` says why it was compiled; it is None for one that was up to date. `outputs` are in build/profiles;
    until the build ends, what is new of them is in `staged`. `folder` is that of a group of clusters, below
    build/profiles.
    """
    name: str
    cluster: str
    source: Path
    state: str
    changed: bool = False
    outputs: Sequence[Path] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lost_through: str | None = None
    moved: list[str] = field(default_factory=list)
    reason: str | None = None
    staged: tuple[Path, ...] = ()
    before: tuple[Path, ...] = ()
    used: dict = field(default_factory=dict, repr=False)
    folder: str = ""

    @property
    def base(self) -> str:
        """What the names of the outputs begin with, relative to build/profiles."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def fresh(self) -> bool:
        return self.reason is None

    def readable(self) -> Path | None:
        """The output from which the profile can be read back."""
        return readable_of(self.outputs)


class Files(Sequence):
    """The paths of files by their names in a folder. Each is made when it is asked for, which few are."""

    def __init__(self, folder: str, names: list[str]):
        self.folder = folder
        self.names = names

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: int) -> Path:
        return Path(self.folder, self.names[index])


def readable_of(paths: Sequence[Path]) -> Path | None:
    return next((path for suffix in READABLE for path in paths if path.name.endswith(suffix)), None)


@dataclass
class Build:
    """The outcomes by cluster and source; all findings; the names of objects that are gone."""
    tree: Tree
    outcomes: list[Outcome] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def build(tree: Tree, clusters: list[str], profiles: list[str], compiler=None,
          on_total: Callable[[int], None] | None = None,
          on_done: Callable[[str], None] | None = None, keep_before: bool = False) -> Build:
    """Compiles the named clusters and profiles (none: all) and settles build/profiles.

    `compiler` is a class with the interface of qwg.pan.Compiler, which is the default. With `keep_before` each
    outcome says until the next build where its files of before are.
    """
    result, started = Build(tree, diagnostics=tree.unread()), time.time_ns()
    ledger, manifest, staging = Ledger(tree), Manifest(tree), Staging(tree)
    work = select(result, ledger, clusters, profiles)
    if on_total:
        on_total(sum(len(sources) for _, sources in work))
    settings = {cluster.name: settings_of(tree, cluster, compiler) for cluster, _ in work}
    jobs = [Job(cluster, {source: manifest.stale(source, settings[cluster.name]) for source in sources})
            for cluster, sources in work]
    known = {source for job in jobs for source, reason in job.reasons.items() if reason is None}
    if not profiles:
        for job in jobs:
            found = manifest.found_through(job.cluster, known)
            job.reasons.update((source, manifest.stale(source, settings[job.cluster.name])) for source in found)
            known |= {source for source in found if job.reasons[source] is None}
    for number, job in enumerate(jobs):
        for source in sorted(known.intersection(job.reasons), key=lambda source: source.parts):
            result.outcomes.append(up_to_date(tree, job.cluster, source, manifest))
            if on_done:
                on_done(result.outcomes[-1].name)
        if not known.issuperset(job.reasons):
            compile_cluster(result, job, staging.of(number), known, manifest, compiler, on_done)
    drop_repeated(result)
    name_the_lost(result)
    tell_of_other_clusters(result, ledger, [cluster for cluster, _ in work])
    refuse_duplicates(result, ledger)
    whole = [] if profiles else [cluster for cluster, _ in work]
    settle(result, ledger, staging, whole, all_clusters=not clusters and not profiles, keep_before=keep_before)
    if not keep_before:
        staging.clear()
    manifest.keep(result.outcomes, settings, ledger, started)
    write_indexes(tree, {cluster.output for cluster, _ in work})
    return result


@dataclass(frozen=True)
class Job:
    """What is asked for of one cluster: for each source why it must be compiled, None if it need not be."""
    cluster: Cluster
    reasons: dict[Path, str | None]


def up_to_date(tree: Tree, cluster: Cluster, source: Path, manifest: Manifest) -> Outcome:
    name, outputs = manifest.profile(source)
    return Outcome(name, cluster.name, source, "ok", outputs=Files(manifest.profiles_folder, outputs),
                   folder=cluster.output)


def select(result: Build, ledger: Ledger, clusters: list[str],
           profiles: list[str]) -> list[tuple[Cluster, list[Path]]]:
    """What a request asks for; a cluster that cannot be read is a finding, its known objects have failed."""
    tree = result.tree
    work = []
    for name in tree.select_clusters(clusters):
        try:
            cluster = tree.cluster(name)
            check_settings(cluster)
        except Refused as error:
            result.diagnostics.append(error.diagnostic)
            result.outcomes += [Outcome(entry["name"], name, tree.top / source, "failed", folder=entry["folder"])
                                for source, entry in sorted(ledger.entries.items())
                                if entry.get("cluster") == name]
            continue
        work.append((cluster, list(cluster.sources)))
    if not profiles:
        return work
    names = {source: profile_names(cluster, source) for cluster, sources in work for source in sources}
    known = set().union(*names.values())
    for profile in profiles:
        if profile not in known:
            hint = nearest(profile, sorted(known))
            raise WrongUse("site.profile", f"there is no profile '{profile}'{hint}")
    chosen = [(cluster, [source for source in sources if names[source].intersection(profiles)])
              for cluster, sources in work]
    return [(cluster, sources) for cluster, sources in chosen if sources]


def check_settings(cluster: Cluster) -> None:
    """The settings that the compiler takes from the cluster's property files have values that it knows."""
    for key in ("pan.debug.include", "pan.debug.exclude"):
        try:
            re.compile(cluster.settings.get(key, ""))
        except re.error as error:
            raise Refused("site.properties", f"{key} is no regular expression: {error}", str(cluster.folder)) from None
    known = {"pan.formats": (*SUFFIXES, NO_OUTPUT), "pan.warnings": WARNINGS}
    given = {"pan.formats": cluster.formats, "pan.warnings": (cluster.warnings,)}
    for key, values in given.items():
        for value in values:
            if value not in known[key]:
                hint = nearest(value, list(known[key]))
                raise Refused("site.properties", f"{key} has the unknown value '{value}'{hint}",
                              str(cluster.folder))


def profile_names(cluster: Cluster, source: Path) -> set[str]:
    """How a request may call a source: its path under profiles/ without the ending, or the end of that."""
    path = source_name(cluster, source)
    return {path, path.rpartition("/")[2]}


def source_name(cluster: Cluster, source: Path) -> str:
    profiles = cluster.folder / "profiles"
    path = source.relative_to(profiles) if source.is_relative_to(profiles) else Path(source.name)
    return path.with_suffix("").as_posix()


def compile_cluster(result: Build, job: Job, staging: Path, known: set[Path], manifest: Manifest, compiler,
                    on_done) -> None:
    """Compiles what must be; its outputs are in `staging`.

    Objects that are read are compiled too, as panc does it, unless they are of another cluster or up to date.
    """
    from qwg.pan import Options

    if compiler is None:
        from qwg.pan import Compiler as compiler

    cluster = job.cluster
    options = Options(include_path=list(cluster.include_path), output_dir=staging, formats=cluster.formats,
                      warnings=cluster.warnings, max_iteration=MAX_ITERATION, workers=0, keep_warnings=False,
                      cache_dir=cache_folder(result.tree), cache_name=str(result.tree.root),
                      debug_include=cluster.settings.get("pan.debug.include"),
                      debug_exclude=cluster.settings.get("pan.debug.exclude"))
    sources = [source for source, reason in job.reasons.items() if reason is not None]
    results = compiler(options).run(
        sources, (lambda profile: on_done(profile.name)) if on_done else None,
        lambda file: Path(file) in known or owner(result.tree, Path(file)) not in (None, cluster.name),
        manifest.linked(sources))
    final = result.tree.build / "profiles" / cluster.output
    for profile in results.profiles:
        if profile.unwritten:
            # Nothing is known of the templates' faults, and nothing is settled: the last good state stays.
            raise Refused("site.io", profile.diagnostics[0].message, str(staging))
        state = "ok" if profile.ok else "lost" if profile.lost_through else "failed"
        source, staged = profile.source, tuple(profile.outputs)
        result.outcomes.append(Outcome(
            profile.name or source_name(cluster, source), cluster.name, source,
            state, False, tuple(final / path.relative_to(staging) for path in staged), tuple(profile.diagnostics),
            profile.lost_through, reason=job.reasons.get(source) or "another object reads it", staged=staged,
            used=profile.used, folder=cluster.output))
    result.diagnostics += results.diagnostics


def owner(tree: Tree, source: Path) -> str | None:
    """The cluster in whose folder a source is."""
    if not source.is_relative_to(tree.clusters):
        return None
    return "/".join(source.relative_to(tree.clusters).parts[:2 if tree.grouped else 1])


def drop_repeated(result: Build) -> None:
    """An object outside the clusters is compiled for each cluster that reads it; the first one counts."""
    result.outcomes = list({outcome.source: outcome for outcome in reversed(result.outcomes)}.values())[::-1]


def name_the_lost(result: Build) -> None:
    """A profile whose error is in the source of another object is lost through that one."""
    names = {str(outcome.source): outcome.name for outcome in result.outcomes if outcome.state == "failed"}
    for outcome in result.outcomes:
        if outcome.state != "failed":
            continue
        files = {found.span.file for found in outcome.diagnostics if found.severity == "error" and found.span}
        others = [names[file] for file in sorted(files) if file in names and file != str(outcome.source)]
        if others and len(files) == 1:
            outcome.state, outcome.lost_through = "lost", others[0]


def tell_of_other_clusters(result: Build, ledger: Ledger, clusters: list[Cluster]) -> None:
    """An error about an object that only another cluster can see gets a note with the remedy."""
    homes = {entry["name"]: entry.get("cluster") for entry in ledger.entries.values()}
    homes |= {outcome.name: outcome.cluster for outcome in result.outcomes}
    visible = {cluster.name: cluster.include_path for cluster in clusters}
    for outcome in result.outcomes:
        if outcome.state == "failed":
            seen = visible.get(outcome.cluster, ())
            outcome.diagnostics = tuple(with_remedy(found, outcome.cluster, homes, seen, result.tree)
                                        for found in outcome.diagnostics)


def with_remedy(found: Diagnostic, cluster: str, homes: dict[str, str], visible: tuple[Path, ...],
                tree: Tree) -> Diagnostic:
    for name in dict.fromkeys(WORDS.findall(found.message)):
        home = homes.get(name, cluster)
        profiles = tree.clusters / str(home) / "profiles"
        if home != cluster and profiles not in visible:
            remedy = (f"{name} is in the cluster {home}, which cluster {cluster} does not see: move one of the two, or "
                      f"add {os.path.relpath(profiles, tree.root)} to cluster.pan.includes of {cluster}")
            return found._replace(notes=(*found.notes, remedy))
    return found


def cache_folder(tree: Tree) -> Path:
    """Where the compiler may keep its cache: the user's cache folder, or build/.cache if there is no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "qwg" if os.path.isabs(base) else tree.build / ".cache"


def refuse_duplicates(result: Build, ledger: Ledger) -> None:
    """Two objects of one name overwrite each other: neither counts as made, the finding names both."""
    tree = result.tree
    sources: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        sources.setdefault(outcome.base, []).append(tree.relative(outcome.source))
    compiled = {source for same in sources.values() for source in same}
    for source, entry in ledger.entries.items():
        if source not in compiled and base_of(entry) in sources and (tree.top / source).exists():
            sources[base_of(entry)].append(source)
    for outcome in result.outcomes:
        here = tree.relative(outcome.source)
        others = [source for source in sources[outcome.base] if source != here]
        if others and outcome.state == "ok":
            found = Diagnostic("error", "site.duplicate", f"object '{outcome.name}' is also made by "
                               + ", ".join(others), Span(str(outcome.source)), object_name=outcome.name)
            outcome.state = "failed"
            outcome.diagnostics += (found,)
