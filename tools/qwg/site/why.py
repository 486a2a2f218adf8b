"""The name of a profile and a path in it come in; the template and line that set the value there go out.

The profile is compiled once more for that, with recording, by the builtin compiler: whatever compiler made the
files, the templates are the same.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from .build import Ledger, cache_folder
from .errors import Refused
from .tree import Cluster, Tree

if TYPE_CHECKING:
    from pathlib import Path

    from qwg.pan.diagnostics import Span
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
        from qwg.pan.errors import PanError
        from qwg.pan.paths import parse_path

        recording = self.recording(profile)
        if recording is None:
            return None
        try:
            write = recording.origin(profile, parse_path(path).terms)
        except (PanError, KeyError):
            return None
        return write.span if write is not None else None

    def recording(self, profile: str) -> Recording | None:
        if profile not in self.recordings:
            self.recordings[profile] = self.record(profile)
        return self.recordings[profile]

    def record(self, profile: str) -> Recording | None:
        try:
            found = self.source(profile)
        except Refused:
            return None
        return record(self.tree, *found) if found is not None else None

    def source(self, profile: str) -> tuple[Cluster, Path] | None:
        """The cluster and the object template of a profile, as the last build knew them."""
        for source, entry in Ledger(self.tree).entries.items():
            if entry["name"] == profile and entry.get("cluster") in self.tree.cluster_names:
                return self.tree.cluster(entry["cluster"]), self.tree.top / source
        return None


def record(tree: Tree, cluster: Cluster, source: Path) -> Recording | None:
    """Compiles one object template with recording; nothing is written."""
    from qwg.pan import Compiler, Options

    options = Options(include_path=list(cluster.include_path), formats=("none",), warnings="off",
                      cache_dir=cache_folder(tree), record=True)
    return Compiler(options).run([source]).recording
