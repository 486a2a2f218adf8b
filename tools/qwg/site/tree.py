"""A folder comes in; the template tree around it with its clusters, their load paths and objects goes out.

Two layouts are known: SCDB's, where clusters, sites and templates stand under cfg/, and this repository's,
where they stand at the top. What a cluster is made of follows SCDB's quattor.build.xml (scdb 576e967).
"""
from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, Span

from . import globs
from .errors import Refused, WrongUse
from .properties import Properties

CLUSTERS = "clusters"
# Settings of the whole tree, relative to its top; the first file that sets a key wins.
SETTINGS = ("../quattor.deploy.properties", "../quattor.build.properties", "quattor.build.properties")
# What SCDB's build file sets where no property file does, as far as another setting may refer to it.
DEFAULTS = {"clusters.directory": CLUSTERS, "cfg.clusters": "${cfg}/${clusters.directory}",
            "external": "${basedir}/external", "panc": "${external}/panc", "panc.jar": "${panc}/lib/panc.jar"}
# Settings by which SCDB's build moves its folders; here they are where they are.
FIXED = ("cfg", "cfg.clusters", "build", "build.xml", "build.profiles.dir")
TRUE = ("true", "yes", "on")
DEFAULT_FORMATS = "pan,json,dep"
LIST_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True)
class Cluster:
    """One cluster: where it is, where its templates are looked for in this order, what it compiles.

    `output` is the folder of its outputs, relative to build/profiles.
    """
    name: str
    folder: Path
    include_path: tuple[Path, ...]
    sources: tuple[Path, ...]
    settings: Properties
    output: str = ""

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(words(self.settings.get("pan.formats", DEFAULT_FORMATS)))

    @property
    def warnings(self) -> str:
        return self.settings.get("pan.warnings", "on").strip() or "on"


@dataclass(frozen=True)
class Tree:
    """`top` holds the property files and build/; from `root` (top, or top/cfg) the include globs start.

    `given` are settings of the command line, which win over those of all files.
    """
    top: Path
    root: Path
    given: Mapping[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def build(self) -> Path:
        return self.top / "build"

    @cached_property
    def settings(self) -> Properties:
        """The settings of the whole tree; they win over those of a cluster."""
        settings = Properties({"basedir": str(self.top), "cfg": str(self.root), "build": str(self.build), **DEFAULTS})
        settings.values.update(self.given)
        for file in SETTINGS:
            settings.load(Path(os.path.normpath(self.top / file)))
        return settings

    @cached_property
    def clusters(self) -> Path:
        """The folder of the clusters, or of the groups of clusters."""
        return self.root / self.settings.get("clusters.directory", CLUSTERS)

    @cached_property
    def grouped(self) -> bool:
        return self.is_set("clusters.groups.enable")

    def is_set(self, key: str) -> bool:
        """Whether a setting is true in ant's sense."""
        return self.settings.get(key, "").lower() in TRUE

    @cached_property
    def cluster_names(self) -> list[str]:
        """All clusters; those of a group as GROUP/CLUSTER."""
        return self.matching("*", "*")

    def matching(self, group: str, cluster: str) -> list[str]:
        """The clusters whose names match two of ant's patterns, the first of which is only for groups."""
        if not self.grouped:
            return [name for name in globs.folders(self.clusters, cluster) if name]
        return [f"{folder}/{name}" for folder in globs.folders(self.clusters, group) if folder
                for name in globs.folders(self.clusters / folder, cluster) if name]

    def cluster(self, name: str) -> Cluster:
        """Reads one cluster; Refused if its folder has no profiles/ (which stops SCDB too)."""
        folder = self.clusters / name
        settings = Properties(parent=self.settings)
        settings.load(folder / "cluster.build.properties")
        settings.load(folder.parent / "cluster.group.build.properties")
        profiles = folder / "profiles"
        if not profiles.is_dir():
            raise Refused("site.cluster", f"cluster {name} has no folder 'profiles' with object templates",
                          str(folder))
        output = folder.parent.name if self.grouped and self.is_set("clusters.groups.xml") else ""
        return Cluster(name, folder, self.include_path(folder, settings),
                       tuple(profiles / path for path in globs.files(profiles, (".pan", ".tpl"))), settings, output)

    def include_path(self, folder: Path, settings: Properties) -> tuple[Path, ...]:
        """The cluster's own folders, then those of each glob of cluster.pan.includes in turn, none twice."""
        own = Path(os.path.normpath(folder / settings.get("cluster.include", str(folder.parent)))) / folder.name
        paths = [path for path in (own, own / "profiles", own / "site") if path.is_dir()]
        for pattern in words(settings.get("cluster.pan.includes", "")):
            paths += [self.root / path for path in globs.folders(self.root, pattern)]
        return tuple(dict.fromkeys(paths))

    def select_clusters(self, names: list[str]) -> list[str]:
        """The clusters of a request, which may have wildcards; WrongUse if there is no such cluster.

        A request that names none asks for those that the settings cluster.name and cluster.group name, else for all.
        """
        if not names:
            group = self.settings.get("cluster.group") or self.settings.get("group.name", "*")
            return self.matching(group, self.settings.get("cluster.name", "*"))
        found: dict[str, None] = {}
        for name in names:
            group, _, cluster = name.rpartition("/") if self.grouped else ("", "", name)
            matches = [name] if name in self.cluster_names else self.matching(group or "*", cluster)
            if not matches:
                raise WrongUse("site.cluster", f"there is no cluster '{name}' in {self.clusters}"
                               + nearest(name, self.cluster_names))
            found.update(dict.fromkeys(matches))
        return list(found)

    def unread(self) -> list[Diagnostic]:
        """Warnings about settings that SCDB's build follows, by accident or by moving its folders, and we do not."""
        found = [Diagnostic("warning", "site.properties", f"the setting '{key}' is not followed",
                            notes=("profiles are made of what is in cfg/ and go to build/profiles",))
                 for key in FIXED if self.settings.raw(key) is not None]
        top = {Path(os.path.normpath(self.top / file)) for file in SETTINGS}
        levels = dict.fromkeys(parent for name in self.cluster_names
                               for parent in (self.root, self.clusters, (self.clusters / name).parent,
                                              self.clusters / name))
        for folder in levels:
            for name in ("quattor.deploy.properties", "quattor.build.properties"):
                file = folder / name
                if file not in top and file.is_file():
                    found.append(Diagnostic(
                        "warning", "site.properties", "this file is not read", Span(str(file)),
                        ("SCDB's build takes from it, by accident, what nothing above sets: "
                         f"move that to {self.top / 'quattor.build.properties'} or cluster.build.properties",)))
        return found

    def relative(self, path: Path) -> str:
        text, top = str(path), f"{self.top}/"
        return text[len(top):] if text.startswith(top) else os.path.relpath(path, self.top)


def find_tree(explicit: str | None, default: str | Path | None = None,
              given: Mapping[str, str] | None = None) -> Tree:
    """The tree at `explicit`; else the one around the working directory; else the one at `default`.

    `given` are settings that win over those of its files.
    """
    if explicit is not None:
        tree = tree_at(Path(os.path.abspath(explicit)), given)
        if tree is None:
            raise WrongUse("site.tree", f"{explicit} is no template tree: it has neither {CLUSTERS}/ nor "
                           f"cfg/{CLUSTERS}/")
        return tree
    here = Path.cwd()
    for folder in (here, *here.parents, *([Path(default)] if default else [])):
        tree = tree_at(folder, given)
        if tree is not None:
            return tree
    raise WrongUse("site.tree", f"no template tree here or above {here}: name one with --tree")


def tree_at(folder: Path, given: Mapping[str, str] | None = None) -> Tree | None:
    """The tree in SCDB's layout or in this repository's that begins at a folder, or at the cfg/ that it is."""
    # Inside SCDB's cfg/ the build belongs beside it, not in it.
    layouts = ((folder.parent if folder.name == "cfg" else folder, folder), (folder, folder / "cfg"))
    for top, root in layouts:
        tree = Tree(top, root, given or {})
        # Only where there are settings may the folder have another name: no other file needs to be read.
        if (root / CLUSTERS).is_dir() or (top / SETTINGS[-1]).is_file() and tree.clusters.is_dir():
            return tree
    return None


def settings_given(pairs: list[str]) -> dict[str, str]:
    """The settings of a command line, each KEY=VALUE; the first of one key counts, as with files. WrongUse."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not key or not equals:
            raise WrongUse("site.properties", f"'{pair}' is no setting: write KEY=VALUE, such as pan.formats=json")
        found.setdefault(key, value)
    return found


def words(text: str) -> list[str]:
    """The parts of a setting that lists things, separated by blanks or commas."""
    return [word for word in LIST_SEPARATOR.split(text) if word]


def nearest(name: str, known: list[str]) -> str:
    """A hint for a misspelt name: `; did you mean 'x'?`, or what there is, or nothing."""
    import difflib

    close = difflib.get_close_matches(name, known, 1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; there are: {', '.join(known[:8])}{', ...' if len(known) > 8 else ''}" if known else ""
