"""The outcomes of a build and its staged files come in; a build/profiles that shows just them goes out.

build/.state/profiles.json lists which files there are ours. It is written before any of them is touched and once
more after, so a run that is killed in between leaves whole files only, all of which the next run knows.
"""
from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .outputs import write_if_changed
from .tree import Cluster, Tree

if TYPE_CHECKING:
    from .build import Build, Outcome

# What panc 10 puts behind the object's name for each of its formats.
SUFFIXES = {"pan": ".xml", "pan.gz": ".xml.gz", "xml": ".xml", "xml.gz": ".xml.gz", "json": ".json",
            "json.gz": ".json.gz", "dep": ".dep", "dep.gz": ".dep.gz", "dot": ".dot", "text": ".txt",
            "null": ".null"}


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
            self.entries = {source: {"folder": "", **entry} for source, entry in entries.items()
                            if self.is_entry(entry)}

    @staticmethod
    def is_entry(entry) -> bool:
        return (isinstance(entry, dict) and isinstance(entry.get("name"), str)
                and isinstance(entry.get("folder", ""), str) and isinstance(entry.get("outputs"), list)
                and all(isinstance(path, str) and is_inside(path) for path in entry["outputs"]))

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # A line for each source; with an indent json is ten times as slow.
        lines = [f"{json.dumps(source)}: {json.dumps(entry, sort_keys=True)}"
                 for source, entry in sorted(self.entries.items())]
        write_if_changed(self.path, "{{\n{}\n}}\n".format(",\n".join(lines)).encode())


def base_of(entry: dict) -> str:
    """As Outcome.base, of an entry of the ledger."""
    return Path(entry["folder"], entry["name"]).as_posix()


def is_inside(path: str) -> bool:
    return bool(path) and path[0] != "/" and (".." not in path or ".." not in path.split("/"))


class Staging:
    """build/.staging: a folder for each cluster, in which its outputs wait until all clusters are compiled."""

    def __init__(self, tree: Tree):
        self.folder = tree.build / ".staging"
        self.clear()

    def clear(self) -> None:
        """Also what a run left behind that was killed."""
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.exists():
            import shutil

            shutil.rmtree(self.folder)

    def of(self, number: int) -> Path:
        folder = self.folder / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, path: Path, relative: str) -> Path | None:
        """A second name, here, for a file that is about to be replaced; None if there is no such file."""
        kept = self.folder / "before" / relative
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, kept, follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError:
            # Not every file system has hard links.
            import shutil

            shutil.copyfile(path, kept, follow_symlinks=False)
        return kept


def settle(result: Build, ledger: Ledger, staging: Staging, whole: list[Cluster], all_clusters: bool,
           keep_before: bool = False) -> None:
    """Puts staged outputs in place, moves and removes old ones, so that build/profiles shows what is true now.

    Of the clusters in `whole` all objects are among the outcomes: what else the ledger knows of them is gone. With
    `keep_before` the files that were replaced are kept in the staging folder.
    OSError if a file cannot be written or moved; the next run then finds what is left to do.
    """
    tree = result.tree
    profiles, failed = tree.build / "profiles", tree.build / "failed"
    sources = {tree.relative(outcome.source): outcome for outcome in result.outcomes}
    # What was up to date and is known needs no further look.
    news = {source: outcome for source, outcome in sources.items()
            if not (outcome.fresh and outcome.state == "ok" and source in ledger.entries)}
    names, existing = {cluster.name for cluster in whole}, set(tree.cluster_names)
    gone = [source for source, entry in ledger.entries.items() if source not in sources
            and ((cluster := entry.get("cluster")) in names or all_clusters and cluster not in existing)]
    if not news and not gone:
        return
    made = {path for source in sources.keys() - news.keys() for path in ledger.entries[source]["outputs"]}
    made |= {path.relative_to(profiles).as_posix() for outcome in news.values() if outcome.state == "ok"
             for path in outcome.outputs}
    owners = {path: source for source, entry in ledger.entries.items() for path in entry["outputs"]}
    former = {source: set(entry["outputs"]) for source, entry in ledger.entries.items()}
    announce(news, ledger, profiles)
    for source, outcome in news.items():
        before = former.get(source, set())
        named = {outcome.base + suffix for suffix in SUFFIXES.values()}
        if outcome.state == "ok":
            put_in_place(outcome, (lambda path: staging.keep(path, path.relative_to(profiles).as_posix()))
                         if keep_before else None)
            for path in sorted(before - made):
                remove(profiles, path)
            if failed.is_dir():
                for path in sorted(named):
                    remove(failed, path)
            outputs = [path.relative_to(profiles).as_posix() for path in outcome.outputs]
        else:
            # A file of that name may be another's: of an object that was not compiled this time.
            stale = {path for path in before | named if owners.get(path, source) == source} - made
            outcome.moved = [path for path in sorted(stale) if move(profiles, failed, path)]
            outputs = []
        ledger.entries[source] = new_entry(outcome, outputs)
    for source in gone:
        entry = ledger.entries.pop(source)
        result.removed.append(entry["name"])
        for path in {*entry["outputs"], *(base_of(entry) + suffix for suffix in SUFFIXES.values())} - made:
            if path in entry["outputs"]:
                remove(profiles, path)
            remove(failed, path)
    result.removed = sorted(set(result.removed) - {outcome.name for outcome in result.outcomes})
    ledger.save()


def announce(news: dict[str, Outcome], ledger: Ledger, profiles: Path) -> None:
    """Lists, before anything is touched, every file that there was or will be."""
    for source, outcome in news.items():
        entry = ledger.entries.setdefault(source, new_entry(outcome, []))
        if outcome.state == "ok":
            coming = {path.relative_to(profiles).as_posix() for path in outcome.outputs}
            entry["outputs"] = sorted(coming.union(entry["outputs"]))
    if news:
        ledger.save()


def new_entry(outcome: Outcome, outputs: list[str]) -> dict:
    return {"cluster": outcome.cluster, "name": outcome.name, "folder": outcome.folder, "outputs": outputs}


def put_in_place(outcome: Outcome, keep: Callable[[Path], Path | None] | None = None) -> None:
    """Renames the staged files of a profile to their places; a file whose bytes are the same stays as it is."""
    import filecmp

    for staged, path in zip(outcome.staged, outcome.outputs):
        try:
            if not path.is_symlink() and filecmp.cmp(staged, path, shallow=False):
                continue
        except OSError:
            path.parent.mkdir(parents=True, exist_ok=True)
        if keep is not None and (kept := keep(path)) is not None:
            outcome.before += (kept,)
        os.replace(staged, path)
        outcome.changed = True


def move(profiles: Path, failed: Path, path: str) -> bool:
    if not is_inside(path) or not (profiles / path).is_file():
        return False
    (failed / path).parent.mkdir(parents=True, exist_ok=True)
    os.replace(profiles / path, failed / path)
    return True


def remove(folder: Path, path: str) -> None:
    """Removes a file and the folders below `folder` that this leaves empty."""
    if not is_inside(path):
        return
    target = folder / path
    try:
        target.unlink()
    except FileNotFoundError:
        return
    for parent in target.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break
