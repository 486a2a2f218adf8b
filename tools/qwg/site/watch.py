"""A tree and a way to compile it come in; after each edit what it changed in the profiles goes out, until Ctrl-C.

Changes are found by looking, twice a second, at the times of the files and folders that the last build used (and, as
long as something fails, of all templates on the load path): that works on network file systems too.
"""
from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .diff import Differences
from .errors import Refused
from .ledger import Staging
from .manifest import Manifest, stamp
from .outputs import build_lock
from .profile import read_profile
from .report import Report, has_news
from .tree import SETTINGS, Tree

# Between two looks, and for how long nothing may change until the build begins.
SECONDS = 0.5


def watch(tree: Tree, compile: Callable[[], Report], as_json: bool = False, rounds: int | None = None) -> int:
    """Compiles, tells what is new, waits for an edit, and again; the exit code of the last round once it is stopped.

    `compile` is called with nothing and keeps the files of before (see build()); `rounds` ends it after so many builds.
    """
    report, count = None, 0
    try:
        while rounds is None or count < rounds:
            seen = fingerprint(tree)
            before = report
            report = compile()
            show(report, before is None, as_json)
            count += 1
            if not as_json and before is None:
                print("watching; Ctrl-C ends it", file=sys.stderr)
            if rounds is None or count < rounds:
                wait(tree, seen)
    except KeyboardInterrupt:
        pass
    with build_lock(tree.build):
        Staging(tree).clear()
    return report.exit_code if report is not None else 0


def wait(tree: Tree, seen: dict) -> None:
    """Comes back when something is no longer as it was, and has come to rest."""
    # An edit while the build ran counts as well: `seen` is from before it.
    while fingerprint(tree) == seen:
        time.sleep(SECONDS)
    last = None
    while (now := fingerprint(tree)) != last:
        last = now
        time.sleep(SECONDS / 5)


def fingerprint(tree: Tree) -> dict[str, list]:
    """The stamps of all that decides what a build would do."""
    # A new one, since a Tree remembers its settings.
    now = replace(tree)
    clusters = now.clusters
    paths = {str(Path(os.path.normpath(tree.top / file))) for file in SETTINGS}
    paths |= {str(clusters), str(clusters / "cluster.group.build.properties")}
    folders: set[str] = set()
    manifest = Manifest(tree)
    paths.update(manifest.stamps)
    for name in now.cluster_names:
        paths.add(str(clusters / name / "cluster.build.properties"))
        try:
            cluster = now.cluster(name)
        except Refused:
            paths.update((str(clusters / name), str(clusters / name / "profiles")))
            continue
        paths.update(map(str, cluster.sources))
        if any(tree.relative(source) not in manifest.profiles for source in cluster.sources):
            folders.update(map(str, cluster.include_path))
    return {path: stamp(path) for path in sorted(paths | files_below(folders))}


def files_below(folders: set[str]) -> set[str]:
    found: set[str] = set()
    for top in folders:
        for folder, _, names in os.walk(top):
            found.update(os.path.join(folder, name) for name in names)
    return found


def show(report: Report, first: bool, as_json: bool) -> None:
    """The report of a first round; of later ones only what is new, and nothing if there is nothing."""
    if as_json:
        print(json.dumps({**report.as_dict(), "changes": differences(report).profile_dicts()}), flush=True)
        return
    news = report.build is not None and (report.build.removed or any(
        has_news(outcome, None) for outcome in report.build.outcomes))
    if first or news or report.exit_code or any(host.changes for host in report.hosts):
        report.show()
        if not first:
            for line in lines(report):
                print(line)
    sys.stdout.flush()


def differences(report: Report) -> Differences:
    """What the last build changed in the profiles that were there before it."""
    found = Differences()
    for outcome in report.build.outcomes if report.build else ():
        pairs = {path.name: path for path in outcome.outputs}
        old = next((path for path in outcome.before if path.name in pairs and path.suffix != ".dep"), None)
        if old is not None:
            try:
                found.compare_profile(outcome.name, read_profile(old), read_profile(pairs[old.name]))
            except Refused:
                # Formats that only people read, such as dot.
                continue
    return found


def lines(report: Report) -> list[str]:
    return differences(report).profile_lines() + [
        f"build/hosts/{host.name}/{path} {what}" for host in report.hosts for what, paths in
        (("written", host.changes.written), ("removed", host.changes.removed)) for path in paths]
