"""A tree comes in; build/profiles, and an outcome for each object template, go out.

What stands in build/profiles is never stale: outputs of a profile that fails now are moved to build/failed,
those of an object that is gone are removed. What others put there is left alone.
"""
from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, Span

from .errors import Refused, WrongUse
from .outputs import write_if_changed
from .tree import CLUSTERS, Cluster, Tree, nearest

# What panc 10 puts behind the object's name for each of its formats.
SUFFIXES = {"pan": ".xml", "pan.gz": ".xml.gz", "xml": ".xml", "xml.gz": ".xml.gz", "json": ".json",
            "json.gz": ".json.gz", "dep": ".dep", "dep.gz": ".dep.gz", "dot": ".dot", "text": ".txt",
            "null": ".null"}
NO_OUTPUT = "none"
WARNINGS = ("on", "off", "fatal")
# Of these the first that a profile has is the one we read.
READABLE = (".xml", ".xml.gz", ".json", ".json.gz")


@dataclass
class Outcome:
    """What became of one object template; `state` is ok, failed, or lost (through another's failure)."""
    name: str
    cluster: str
    source: Path
    state: str
    changed: bool = False
    outputs: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lost_through: str | None = None
    moved: list[str] = field(default_factory=list)
    compiled_for: str = ""

    def readable(self) -> Path | None:
        """The output from which the profile can be read back."""
        found = (path for suffix in READABLE for path in self.outputs if path.name.endswith(suffix))
        return next(found, None)


@dataclass
class Build:
    """The outcomes by cluster and source; all findings; the names of objects that are gone."""
    tree: Tree
    outcomes: list[Outcome] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def build(tree: Tree, clusters: list[str], profiles: list[str], compiler=None,
          on_total: Callable[[int], None] | None = None,
          on_done: Callable[[str], None] | None = None) -> Build:
    """Compiles the named clusters and profiles (none: all) and settles build/profiles.

    `compiler` is a class with the interface of qwg.pan.Compiler, which is the default.
    """
    result = Build(tree)
    ledger = Ledger(tree)
    work = select(result, ledger, clusters, profiles)
    if on_total:
        on_total(sum(len(sources) for _, sources in work))
    for cluster, sources in work:
        compile_cluster(result, cluster, sources, compiler, on_done)
    keep_own(result)
    name_the_lost(result)
    refuse_duplicates(result, ledger)
    whole = [] if profiles else [cluster for cluster, _ in work]
    settle(result, ledger, whole, all_clusters=not clusters and not profiles)
    return result


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
            result.outcomes += [Outcome(entry["name"], name, tree.top / source, "failed")
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


def compile_cluster(result: Build, cluster: Cluster, sources: list[Path], compiler, on_done) -> None:
    from qwg.pan import Options

    if compiler is None:
        from qwg.pan import Compiler as compiler

    output = result.tree.build / "profiles"
    output.mkdir(parents=True, exist_ok=True)
    options = Options(include_path=list(cluster.include_path), output_dir=output, formats=cluster.formats,
                      warnings=cluster.warnings, cache_dir=cache_folder(result.tree),
                      debug_include=cluster.settings.get("pan.debug.include"),
                      debug_exclude=cluster.settings.get("pan.debug.exclude"))
    results = compiler(options).run(sources, (lambda profile: on_done(profile.name)) if on_done else None)
    for profile in results.profiles:
        state = "ok" if profile.ok else "lost" if profile.lost_through else "failed"
        source = Path(profile.source)
        result.outcomes.append(Outcome(
            profile.name or source_name(cluster, source), owner(result.tree, source) or cluster.name, source,
            state, bool(profile.changed), tuple(map(Path, profile.outputs)),
            tuple(profile.diagnostics), profile.lost_through, compiled_for=cluster.name))
    result.diagnostics += results.diagnostics


def owner(tree: Tree, source: Path) -> str | None:
    """The cluster in whose folder a source is."""
    clusters = tree.root / CLUSTERS
    return source.relative_to(clusters).parts[0] if source.is_relative_to(clusters) else None


def keep_own(result: Build) -> None:
    """An object that one of another cluster reads is compiled for both; what its own cluster made counts."""
    own = {outcome.source for outcome in result.outcomes if outcome.cluster == outcome.compiled_for}
    seen: set[Path] = set()
    kept = []
    for outcome in result.outcomes:
        foreign = outcome.compiled_for != outcome.cluster and outcome.source in own
        if not foreign and outcome.source not in seen:
            seen.add(outcome.source)
            kept.append(outcome)
    result.outcomes = kept


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


def cache_folder(tree: Tree) -> Path:
    """Where the compiler may keep its cache: the user's cache folder, or build/.cache if there is no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "qwg" if os.path.isabs(base) else tree.build / ".cache"


def refuse_duplicates(result: Build, ledger: Ledger) -> None:
    """Two objects of one name overwrite each other: neither counts as made, the finding names both."""
    tree = result.tree
    sources: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        sources.setdefault(outcome.name, []).append(tree.relative(outcome.source))
    compiled = {source for same in sources.values() for source in same}
    for source, entry in ledger.entries.items():
        if source not in compiled and entry["name"] in sources and (tree.top / source).exists():
            sources[entry["name"]].append(source)
    for outcome in result.outcomes:
        here = tree.relative(outcome.source)
        others = [source for source in sources[outcome.name] if source != here]
        if others and outcome.state == "ok":
            found = Diagnostic("error", "site.duplicate", f"object '{outcome.name}' is also made by "
                               + ", ".join(others), Span(str(outcome.source)), object_name=outcome.name)
            outcome.state = "failed"
            outcome.diagnostics += (found,)


class Ledger:
    """build/.state/profiles.json: for each source, relative to the tree, its object's name and outputs."""

    def __init__(self, tree: Tree):
        self.path = tree.build / ".state" / "profiles.json"
        self.entries: dict[str, dict] = {}
        try:
            entries = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(entries, dict):
            self.entries = {source: entry for source, entry in entries.items() if self.is_entry(entry)}

    @staticmethod
    def is_entry(entry) -> bool:
        return (isinstance(entry, dict) and isinstance(entry.get("name"), str)
                and isinstance(entry.get("outputs"), list)
                and all(isinstance(path, str) and is_inside(path) for path in entry["outputs"]))

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(self.path, json.dumps(self.entries, indent=1, sort_keys=True).encode() + b"\n")


def is_inside(path: str) -> bool:
    return bool(path) and not os.path.isabs(path) and ".." not in path.split("/")


def settle(result: Build, ledger: Ledger, whole: list[Cluster], all_clusters: bool) -> None:
    """Moves, removes and notes outputs so that build/profiles shows what was just compiled.

    Of the clusters in `whole` all objects were compiled: what else the ledger knows of them is gone.
    """
    tree = result.tree
    profiles, failed = tree.build / "profiles", tree.build / "failed"
    made = {path.relative_to(profiles).as_posix() for outcome in result.outcomes if outcome.state == "ok"
            for path in outcome.outputs}
    owners = {path: source for source, entry in ledger.entries.items() for path in entry["outputs"]}
    for outcome in result.outcomes:
        source = tree.relative(outcome.source)
        former = set(ledger.entries.get(source, {"outputs": ()})["outputs"])
        named = {outcome.name + suffix for suffix in SUFFIXES.values()}
        if outcome.state == "ok":
            for path in sorted(former - made):
                remove(profiles, path)
            for path in sorted(named):
                remove(failed, path)
            outputs = [path.relative_to(profiles).as_posix() for path in outcome.outputs]
        else:
            # A file of that name may be another's: of an object that was not compiled this time.
            stale = {path for path in former | named if owners.get(path, source) == source}
            stale |= {path.relative_to(profiles).as_posix() for path in outcome.outputs}
            stale -= made
            outcome.moved = [path for path in sorted(stale) if move(profiles, failed, path)]
            outputs = []
        ledger.entries[source] = {"cluster": outcome.cluster, "name": outcome.name, "outputs": outputs}
    compiled = {tree.relative(outcome.source) for outcome in result.outcomes}
    names = {cluster.name for cluster in whole}
    existing = set(tree.cluster_names)
    for source, entry in list(ledger.entries.items()):
        cluster = entry.get("cluster")
        if source in compiled or not (cluster in names or all_clusters and cluster not in existing):
            continue
        del ledger.entries[source]
        result.removed.append(entry["name"])
        for path in {*entry["outputs"], *(entry["name"] + suffix for suffix in SUFFIXES.values())} - made:
            if path in entry["outputs"]:
                remove(profiles, path)
            remove(failed, path)
    result.removed = sorted(set(result.removed) - {outcome.name for outcome in result.outcomes})
    ledger.save()


def move(profiles: Path, failed: Path, path: str) -> bool:
    if not is_inside(path) or not (profiles / path).is_file():
        return False
    (failed / path).parent.mkdir(parents=True, exist_ok=True)
    os.replace(profiles / path, failed / path)
    return True


def remove(folder: Path, path: str) -> None:
    if is_inside(path):
        (folder / path).unlink(missing_ok=True)
