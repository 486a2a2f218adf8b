"""The name of a profile and a path in it come in; the template and line that set the value there go out.

The profile is compiled once more for that, with recording, by the builtin compiler: whatever compiler made the
files, the templates are the same.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from .build import cache_folder, source_name
from .errors import Refused, WrongUse
from .ledger import Ledger
from .tree import Cluster, Tree, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from qwg.pan.compiler import Profile
    from qwg.pan.diagnostics import Frame, Span
    from qwg.pan.recording import Recording


class Origins:
    """Where the values of a tree's profiles were set. Each profile is compiled at most once, when first asked for."""

    def __init__(self, tree: Tree):
        self.tree = tree
        self.recordings: dict[str, Recording | None] = {}

    def span(self, profile: str, path: str) -> Span | None:
        """The place of the statement that set the value at an absolute path, or of what it lies in.

        None for a profile that no build of this tree made, for a path that cannot be one, and where nothing set it.
        """
        return self.place(profile, path)[0]

    def place(self, profile: str, path: str) -> tuple[Span | None, tuple[Frame, ...]]:
        """As span; and the levels that led there, innermost first, none if it is a statement of the profile itself."""
        from qwg.pan.errors import PanError
        from qwg.pan.paths import parse_path

        recording = self.recording(profile)
        if recording is None:
            return None, ()
        try:
            write = recording.origin(profile, parse_path(path).terms)
        except (PanError, KeyError):
            return None, ()
        if write is None:
            return None, ()
        return write.span, write.trace if len(write.trace) > 1 else ()

    def recording(self, profile: str) -> Recording | None:
        if profile not in self.recordings:
            self.recordings[profile] = self.record(profile)
        return self.recordings[profile]

    def record(self, profile: str) -> Recording | None:
        try:
            found = self.source(profile)
            return record(self.tree, *found)[0] if found is not None else None
        except Refused:
            return None

    def source(self, profile: str) -> tuple[Cluster, Path] | None:
        """The cluster and the object template of a profile, as the last build knew them."""
        for source, entry in Ledger(self.tree).entries.items():
            if entry["name"] == profile and entry.get("cluster") in self.tree.cluster_names:
                return self.tree.cluster(entry["cluster"]), self.tree.top / source
        return None


def find_object(tree: Tree, profile: str, clusters: list[str] = ()) -> tuple[Cluster, Path]:
    """The cluster and the object template of a profile, by its name; WrongUse if there is none or more than one.

    A cluster that cannot be read is passed over unless nothing else is found.
    """
    known: dict[str, tuple[Cluster, Path]] = {}
    by_last_part: dict[str, list[str]] = {}
    broken: Refused | None = None
    for name in tree.select_clusters(list(clusters)):
        try:
            cluster = tree.cluster(name)
        except Refused as error:
            broken = error
            continue
        for source in cluster.sources:
            path = source_name(cluster, source)
            if path == profile and path in known:
                other = tree.relative(known[path][1])
                raise WrongUse("site.profile", f"profile '{profile}' is made by {other} and by "
                               f"{tree.relative(source)}: name the cluster")
            known.setdefault(path, (cluster, source))
            by_last_part.setdefault(path.rpartition("/")[2], []).append(path)
    names = [profile] if profile in known else by_last_part.get(profile, [])
    if len(names) == 1:
        return known[names[0]]
    if names:
        raise WrongUse("site.profile", f"'{profile}' may be any of {', '.join(sorted(names))}")
    if broken is not None:
        raise broken
    raise WrongUse("site.profile", f"there is no profile '{profile}'{nearest(profile, sorted(known))}")


def record(tree: Tree, cluster: Cluster, source: Path) -> tuple[Recording, Profile]:
    """Compiles one object template with recording, and gives what became of it too; nothing is written."""
    from qwg.pan import Compiler, Options

    options = Options(include_path=list(cluster.include_path), formats=("none",), warnings="off",
                      cache_dir=cache_folder(tree), record=True)
    results = Compiler(options).run([source])
    own = next((profile for profile in results.profiles if profile.source == source), None)
    if own is None:
        raise Refused("site.profile", "is no object template", str(source))
    return results.recording, own
