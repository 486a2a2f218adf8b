"""The name of a template or text comes in; the file that wins for each cluster, and what it shadows, go out.

The order is the compiler's: the folders of the load path one by one, in each the entries of LOADPATH, there .pan
before .tpl. Nothing is compiled unless the LOADPATH of a profile is asked for.
"""
from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic

from . import globs
from .errors import Refused, WrongUse
from .report import Finding
from .tree import Cluster, Tree, find_tree
from .why import find_object, record

SUFFIXES = (".pan", ".tpl")
SHOWN_NEAR = 5


@dataclass(frozen=True)
class Answer:
    """Where one name leads with one load path: files relative to the tree, the winner first."""
    templates: tuple[str, ...]
    texts: tuple[str, ...]
    loadpath: tuple[str, ...] = ()
    profile: str = ""
    used: bool | None = None

    def __bool__(self) -> bool:
        return bool(self.templates or self.texts)


@dataclass
class WhichReport:
    """The answers with the clusters that they are for; `near` are names that do exist."""
    name: str
    tree: Tree | None = None
    answers: dict[Answer, list[str]] = field(default_factory=dict)
    near: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def exit_code(self) -> int:
        """0 every cluster that was asked for finds it, 1 one does not, 2 wrong use."""
        return self.worst or int(not self.answers or not all(self.answers))

    def show(self, as_json: bool = False) -> None:
        """The answers or the JSON to standard output, findings to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        for answer, clusters in self.answers.items():
            print(f"{', '.join(clusters)}{loadpath_text(answer)}:")
            for line in lines_of(answer):
                print(f"  {line}")
        for line in self.hints():
            print(line)
        sys.stdout.flush()
        for diagnostic in self.diagnostics:
            print(Finding(diagnostic).text(), file=sys.stderr)

    def hints(self) -> list[str]:
        ending = f"/{self.name}"
        entries = [name.removesuffix(ending) for name in self.near if name.endswith(ending)]
        lines = [f"did you mean {' or '.join(self.near)}?"] if self.near else []
        if entries:
            lines.append(f"or is {' or '.join(entries)} an entry of LOADPATH? --loadpath and --profile take that into "
                         "account")
        return lines

    def as_dict(self) -> dict:
        """The JSON document; files are relative to the tree, the first of a list wins."""
        answers = [{"clusters": clusters, "loadpath": list(answer.loadpath), "profile": answer.profile or None,
                    "used": answer.used, "templates": list(answer.templates), "texts": list(answer.texts)}
                   for answer, clusters in self.answers.items()]
        return {"ok": self.exit_code == 0, "exit_code": self.exit_code, "name": self.name,
                "tree": str(self.tree.top) if self.tree else None, "answers": answers, "near": self.near,
                "diagnostics": [diagnostic.as_dict() for diagnostic in self.diagnostics]}


def loadpath_text(answer: Answer) -> str:
    text = f" with LOADPATH {' '.join(answer.loadpath)}" if answer.loadpath else ""
    return text + (f" of profile {answer.profile}" if answer.profile else "")


def lines_of(answer: Answer) -> list[str]:
    lines = []
    for what, (first, *others) in (("", answer.templates or [""]), ("as text: ", answer.texts or [""])):
        if first:
            lines += [f"{what}{first}", *(f"  shadows {other}" for other in others)]
    if answer.used is not None:
        lines.append("the profile uses it" if answer.used else "the profile does not use it")
    return lines or ["not found"]


def which(tree: str | None, default: str | Path, name: str, clusters: list[str] = (), profile: str | None = None,
          loadpath: list[str] = ()) -> WhichReport:
    """Looks `name` up for each of the clusters (none: all); never raises for bad input.

    `tree` and `default` are as in `find_tree`. `loadpath` holds entries of LOADPATH; with `profile`, which is compiled
    for that, they are those with which it looked the name up, or those that it ended with.
    """
    report = WhichReport(name)
    try:
        report.tree = found = find_tree(tree, default)
        if name != name.strip("/") or not name or ".." in name.split("/"):
            raise WrongUse("site.which", f"'{name}' is no name of a template: it is a path below a folder of the load "
                           "path, such as machine-types/core")
        if profile is not None:
            if loadpath:
                raise WrongUse("site.which", "--loadpath and --profile exclude each other")
            answer_for_profile(report, profile, list(clusters))
        else:
            for each in found.select_clusters(list(clusters)):
                answer_for_cluster(report, each, tuple(loadpath))
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    return report


def answer_for_cluster(report: WhichReport, name: str, loadpath: tuple[str, ...]) -> None:
    try:
        cluster = report.tree.cluster(name)
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
        return
    answer(report, cluster, loadpath)


def answer_for_profile(report: WhichReport, profile: str, clusters: list[str]) -> None:
    cluster, source = find_object(report.tree, profile, clusters)
    recording, made = record(report.tree, cluster, source)
    context = recording.context(made.name)
    if context is None:
        report.diagnostics += made.diagnostics
        raise Refused("site.which", f"profile {profile} cannot be made, so its LOADPATH is not known: name the entries "
                      "with --loadpath", str(source))
    looked_up = dict.fromkeys(loadpath for _, asked, loadpath in context.lookups if asked == report.name)
    for loadpath in looked_up or (context.loadpath,):
        answer(report, cluster, loadpath[1:], made.name, bool(looked_up))


def answer(report: WhichReport, cluster: Cluster, loadpath: tuple[str, ...], profile: str = "",
           used: bool | None = None) -> None:
    tree, name = report.tree, report.name
    templates = candidates(cluster, [name + suffix for suffix in SUFFIXES], loadpath)
    texts = candidates(cluster, [name], loadpath)
    # A folder that only lies there is nobody's text; before a file it is in the way.
    if not any(map(os.path.isfile, texts)):
        texts = []
    found = Answer(tuple(map(tree.relative, templates)), tuple(map(tree.relative, texts)), loadpath, profile, used)
    report.answers.setdefault(found, []).append(cluster.name)
    if not found:
        report.near = list(dict.fromkeys([*report.near, *near(tree, cluster, name, loadpath)]))[:SHOWN_NEAR]


def candidates(cluster: Cluster, names: list[str], loadpath: tuple[str, ...]) -> list[str]:
    """The files of these names in the order in which the compiler looks for them."""
    files = (os.path.join(folder, name) for folder in search_path(cluster, loadpath) for name in names)
    return list(dict.fromkeys(file for file in files if os.path.exists(file)))


def search_path(cluster: Cluster, loadpath: tuple[str, ...]) -> list[str]:
    """The folders that names are relative to, in order."""
    return list(dict.fromkeys(os.path.normpath(include / entry) for include in cluster.include_path
                              for entry in ("", *loadpath)))


def near(tree: Tree, cluster: Cluster, name: str, loadpath: tuple[str, ...]) -> list[str]:
    """Names of templates on the load path that are like `name`, or end in its last part."""
    from difflib import get_close_matches

    folders = set(search_path(cluster, loadpath))
    known: set[str] = set()
    tops = [folder for folder in folders if not any(str(parent) in folders for parent in Path(folder).parents)]
    for top in tops:
        for file in globs.files(Path(top), SUFFIXES):
            path = Path(top, file).with_suffix("")
            known.update(path.relative_to(parent).as_posix() for parent in path.parents if str(parent) in folders)
    stem = name.removesuffix(SUFFIXES[0]).removesuffix(SUFFIXES[1])
    if any((folder / name).is_file() for folder in (tree.top, tree.root)):
        # It is a file's path in the tree, which holds the name.
        return sorted((each for each in known if f"/{stem}".endswith(f"/{each}")), key=len)[-1:]
    deeper = sorted(each for each in known if each.endswith(f"/{stem}"))
    last = stem.rpartition("/")[2]
    same_end = sorted(each for each in known if each.rpartition("/")[2] == last)
    close = get_close_matches(stem, sorted(known), 3, 0.75)
    return list(dict.fromkeys(deeper or [*close, *same_end]))[:SHOWN_NEAR]
