"""A folder comes in; where the golden tests around it are, and on which load path they compile, goes out.

Settings of quattor.build.properties, beside those of the build:

    golden.tests          folders with test files, relative to the top; default tests
    golden.cluster        cluster whose load path a test gets that names none
    golden.pan.includes   folders before those of the cluster, as in cluster.pan.includes; besides, a folder without
                          wildcards may lie outside the tree, such as ../template-library-core
"""
from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qwg.site import globs
from qwg.site.errors import Refused
from qwg.site.tree import Tree, tree_at, words

TESTS = "golden.tests"
CLUSTER = "golden.cluster"
INCLUDES = "golden.pan.includes"
DEFAULT_TESTS = "tests"


@dataclass(frozen=True)
class Settings:
    """`tree` may have no cluster at all, as a library of templates; `folders` are absolute."""
    tree: Tree
    folders: tuple[Path, ...]
    cluster: str | None
    includes: str

    @property
    def top(self) -> Path:
        return self.tree.top

    def relative(self, path: Path | str) -> str:
        """A path for a reader: relative to the tree, if it is in it."""
        found = os.path.relpath(path, self.top)
        return str(path) if found.startswith("..") else found

    def is_test_path(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self.folders)


def settings_around(folder: Path, tests: list[str] | None = None) -> Settings:
    """The settings of the tree at `folder` or above; a folder in no tree is taken as a tree without clusters.

    `tests` are folders, or files, instead of those of the setting; relative to `folder`. Refused if a property file
    cannot be read.
    """
    folder = Path(os.path.abspath(folder))
    found = (tree_at(place) for place in (folder, *folder.parents))
    tree = next((each for each in found if each), None) or Tree(folder, folder)
    named = words(tree.settings.get(TESTS, DEFAULT_TESTS))
    folders = [folder / test for test in tests] if tests else [tree.top / name for name in named]
    cluster = tree.settings.get(CLUSTER, "").strip()
    return Settings(tree, tuple(Path(os.path.abspath(each)) for each in folders), cluster or None,
                    tree.settings.get(INCLUDES, ""))


def include_path(settings: Settings, cluster: str | None, includes: str | None) -> list[Path]:
    """The load path of a test: the folders that it names, then its cluster's; without a cluster the top comes first.

    Refused for a folder or a cluster that is not there.
    """
    tree = settings.tree
    patterns = words(settings.includes if includes is None else includes)
    paths = [path for pattern in patterns for path in folders(tree, pattern)]
    name = cluster or settings.cluster
    if not name:
        return list(dict.fromkeys([tree.root, *paths]))
    tree.select_clusters([name])
    return list(dict.fromkeys([*paths, *tree.cluster(name).include_path]))


def folders(tree: Tree, pattern: str) -> list[Path]:
    """The folders that a pattern matches in a tree, or the one folder that it is, wherever that lies."""
    if "*" in pattern or "?" in pattern:
        found = [tree.root / path for path in globs.folders(tree.root, pattern)]
    else:
        path = Path(os.path.abspath(tree.root / pattern))
        found = [path] if path.is_dir() else []
    if not found:
        raise Refused("golden.loadpath", f"there is no folder {pattern} for the load path of the test")
    return found
