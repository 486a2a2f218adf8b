"""A folder comes in; the template tree around it with its clusters, their load paths and objects goes out.

Two layouts are known: SCDB's, where clusters, sites and templates stand under cfg/, and this repository's,
where they stand at the top. What a cluster is made of follows SCDB's quattor.build.xml (scdb 576e967).
"""
from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import globs
from .errors import Refused, WrongUse
from .properties import Properties

CLUSTERS = "clusters"
# Settings of the whole tree, relative to its top; the first file that sets a key wins.
SETTINGS = ("../quattor.deploy.properties", "../quattor.build.properties", "quattor.build.properties")
DEFAULT_FORMATS = "pan,json,dep"
LIST_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True)
class Cluster:
    """One cluster: where it is, where its templates are looked for in this order, what it compiles."""
    name: str
    folder: Path
    include_path: tuple[Path, ...]
    sources: tuple[Path, ...]
    settings: Properties

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(words(self.settings.get("pan.formats", DEFAULT_FORMATS)))

    @property
    def warnings(self) -> str:
        return self.settings.get("pan.warnings", "on").strip() or "on"


@dataclass(frozen=True)
class Tree:
    """`top` holds the property files and build/; from `root` (top, or top/cfg) the include globs start."""
    top: Path
    root: Path

    @property
    def build(self) -> Path:
        return self.top / "build"

    @cached_property
    def settings(self) -> Properties:
        """The settings of the whole tree; they win over those of a cluster."""
        settings = Properties({"basedir": str(self.top), "cfg": str(self.root), "build": str(self.build)})
        for file in SETTINGS:
            settings.load(Path(os.path.normpath(self.top / file)))
        return settings

    @cached_property
    def cluster_names(self) -> list[str]:
        return [name for name in globs.folders(self.root / CLUSTERS, "*") if name]

    def cluster(self, name: str) -> Cluster:
        """Reads one cluster; Refused if its folder has no profiles/ (which stops SCDB too)."""
        clusters = self.root / CLUSTERS
        folder = clusters / name
        settings = Properties(parent=self.settings)
        settings.load(folder / "cluster.build.properties")
        settings.load(clusters / "cluster.group.build.properties")
        profiles = folder / "profiles"
        if not profiles.is_dir():
            raise Refused("site.cluster", f"cluster {name} has no folder 'profiles' with object templates",
                          str(folder))
        return Cluster(name, folder, self.include_path(name, settings),
                       tuple(profiles / path for path in globs.files(profiles, (".pan", ".tpl"))), settings)

    def include_path(self, cluster: str, settings: Properties) -> tuple[Path, ...]:
        """The cluster's own folders, then those of each glob of cluster.pan.includes in turn, none twice."""
        own = self.top / settings.get("cluster.include", str(self.root / CLUSTERS)) / cluster
        paths = [path for path in (own, own / "profiles", own / "site") if path.is_dir()]
        for pattern in words(settings.get("cluster.pan.includes", "")):
            paths += [self.root / path for path in globs.folders(self.root, pattern)]
        return tuple(dict.fromkeys(paths))

    def select_clusters(self, names: list[str]) -> list[str]:
        """The clusters of a request, all of them if it names none; WrongUse if there is no such cluster."""
        for name in names:
            if name not in self.cluster_names:
                raise WrongUse("site.cluster", f"there is no cluster '{name}' in {self.root / CLUSTERS}"
                               + nearest(name, self.cluster_names))
        return list(dict.fromkeys(names)) or self.cluster_names

    def relative(self, path: Path) -> str:
        return os.path.relpath(path, self.top)


def find_tree(explicit: str | None, default: str | Path | None = None) -> Tree:
    """The tree at `explicit`; else the one around the working directory; else the one at `default`."""
    if explicit is not None:
        tree = tree_at(Path(os.path.abspath(explicit)))
        if tree is None:
            raise WrongUse("site.tree", f"{explicit} is no template tree: it has neither {CLUSTERS}/ nor "
                           f"cfg/{CLUSTERS}/")
        return tree
    here = Path.cwd()
    for folder in (here, *here.parents, *([Path(default)] if default else [])):
        tree = tree_at(folder)
        if tree is not None:
            return tree
    raise WrongUse("site.tree", f"no template tree here or above {here}: name one with --tree")


def tree_at(folder: Path) -> Tree | None:
    if (folder / CLUSTERS).is_dir():
        # Inside SCDB's cfg/ the build belongs beside it, not in it.
        return Tree(folder.parent if folder.name == "cfg" else folder, folder)
    if (folder / "cfg" / CLUSTERS).is_dir():
        return Tree(folder, folder / "cfg")
    return None


def words(text: str) -> list[str]:
    """The parts of a setting that lists things, separated by blanks or commas."""
    return [word for word in LIST_SEPARATOR.split(text) if word]


def nearest(name: str, known: list[str]) -> str:
    """A hint for a misspelt name: `; did you mean 'x'?`, or what there is, or nothing."""
    close = difflib.get_close_matches(name, known, 1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; there are: {', '.join(known[:8])}{', ...' if len(known) > 8 else ''}" if known else ""
