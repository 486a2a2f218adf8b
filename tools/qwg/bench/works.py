"""A checkout, a folder to work in and the public example site come in; what is measured goes out, as Works.

A Work is something that panc compiles too, with the ways in which we do it, its Rows. Their letters are those of the
page about speed. What needs something that is not there is Skipped, with the reason.
"""
from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qwg.site.tree import Cluster, tree_at

from . import processes, trees

TITLES = {
    "a": "one profile of the public example site, cold", "b": "the same, warm",
    "c": "all profiles of that site", "d": "300 copies of its worker nodes",
    "e": "40 hosts that look up 400 guests", "f": "1000 hosts and guests",
    "g": "nothing changed in d and e", "h": "one leaf template edited in e", "i": "3 MB of literals",
    "j": "all Xen files of e",
}
COPIES, LITERALS = 300, 3_000_000
# (hosts, guests) of e and f.
XEN, THOUSAND = (40, 400), (91, 909)
# A call of the library, which tells what it and its processes took.
TIMED = """
import resource, sys, time
{imports}
def cpu():
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
wall, before = time.perf_counter(), cpu()
report = {call}
print(time.perf_counter() - wall, cpu() - before)
{end}
"""
LIBRARY = TIMED.format(imports="from qwg.site.build import build\nfrom qwg.site.tree import find_tree",
                       call="build(find_tree(sys.argv[1]), [], [])", end="")
XEN_FILES = TIMED.format(imports="from qwg.xen.hosts import compile_tree",
                         call="compile_tree(sys.argv[1], sys.argv[1])", end="sys.exit(report.exit_code)")


class Skipped(Exception):
    """A work that cannot be done here; the message says why."""


@dataclass
class Row:
    """One way in which we do a work. `before` makes everything ready and is not measured; with `told` the command
    measures itself."""
    letter: str
    title: str
    command: list[str]
    before: Callable[[], None]
    output: Path | None = None
    memory: bool = False
    told: bool = False


@dataclass
class Work:
    """Sources that panc compiles as well, over the same include path. Without `options` panc has no part in it."""
    name: str
    include_path: list[Path]
    sources: list[Path]
    folder: Path
    rows: list[Row] = field(default_factory=list)

    def arguments(self, formats: str, output: Path) -> list[str]:
        """The command line that panc and we understand."""
        return ["--formats", formats, "--include-path", os.pathsep.join(map(str, self.include_path)),
                "--output-dir", str(output), *map(str, self.sources)]


class Works:
    """Makes the works for some of the letters; their trees and outputs lie in `folder`."""

    def __init__(self, checkout: Path, folder: Path, letters: list[str], formats: str, site: Path | None,
                 cluster: str | None):
        self.checkout = checkout
        self.folder = folder
        self.letters = letters
        self.formats = formats
        self.site = site
        self.cluster = cluster
        self.skipped: dict[str, str] = {}

    def environment(self) -> dict[str, str]:
        paths = [str(self.checkout / "tools"), os.environ.get("PYTHONPATH", "")]
        # The byte code of our own modules is there, as on any machine where they have run before.
        return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "XDG_CACHE_HOME": str(self.folder / "cache"),
                "PYTHONDONTWRITEBYTECODE": ""}

    def all(self) -> Iterator[Work]:
        made = {"one": self.one, "ten": self.ten, "copies": self.copies, "xen": self.xen, "thousand": self.thousand,
                "literals": self.literals}
        wanted = {"one": "ab", "ten": "c", "copies": "dg", "xen": "eghj", "thousand": "f", "literals": "i"}
        for name, make in made.items():
            letters = [letter for letter in wanted[name] if letter in self.letters]
            if letters:
                try:
                    work = make()
                except Skipped as reason:
                    self.skipped.update({letter: str(reason) for letter in letters
                                         if letter != "g" or not set("e") & set(self.letters)})
                    continue
                work.rows = [row for row in work.rows if row.letter in self.letters]
                yield work

    # --- the trees ----------------------------------------------------------------------------------------------------

    def public_site(self) -> tuple[Cluster, Callable]:
        if self.site is None:
            raise Skipped("needs the public example site: --site names the folder, laid out as SCDB's, "
                          "and --site-cluster the cluster")
        tree = tree_at(self.site)
        if tree is None:
            raise Skipped(f"{self.site} is no template tree: it has no cfg/clusters/")
        names = tree.cluster_names
        name = self.cluster or (names[0] if names else None)
        if name not in names:
            raise Skipped(f"{self.site} has no cluster {name or ''}".rstrip())
        return tree.cluster(name), lambda top: trees.write_copies(tree, name, top, COPIES)

    def one(self) -> Work:
        cluster, _ = self.public_site()
        workers = [source for source in cluster.sources if source.name.startswith("wn")] or cluster.sources
        work = self.work("one", cluster, list(workers[:1]))
        work.rows = [self.alone(work, "a", TITLES["a"], memory=True), self.warm(work, "b", TITLES["b"])]
        return work

    def ten(self) -> Work:
        cluster, _ = self.public_site()
        work = self.work("ten", cluster)
        work.rows = self.cold_and_warm(work, "c", f"its {len(work.sources)} profiles")
        return work

    def copies(self) -> Work:
        _, copy = self.public_site()
        work = self.work("copies", copy(self.folder / "copies"))
        work.rows = [*self.cold_and_warm(work, "d", TITLES["d"]), *self.unchanged(work, "d")]
        return work

    def xen(self) -> Work:
        cluster = trees.write_xen(self.checkout, self.folder / "xen", *XEN)
        work = self.work("xen", cluster)
        leaf, build = trees.leaf(cluster), work.folder / "build"

        def edit() -> None:
            self.build(work.folder)
            text = leaf.read_text()
            leaf.write_text(text + "# edited\n" if "edited" not in text else text.replace("# edited\n", ""))

        def forget_hosts() -> None:
            """Also what was learned of the profiles, so that all are read and judged."""
            self.build(work.folder)
            # Not removed: ext4 without a journal passes over what was, for some minutes, whenever it makes a file.
            gone = self.folder / "gone"
            gone.mkdir(exist_ok=True)
            (build / "hosts").rename(gone / str(len(list(gone.iterdir()))))
            (build / ".state/machines.json").unlink()

        work.rows = [*self.cold_and_warm(work, "e", TITLES["e"]), *self.unchanged(work, "e"),
                     Row("h", TITLES["h"] + ", invoke compile", self.invoke(work.folder), edit),
                     Row("j", TITLES["j"] + ", library, after the start of Python",
                         [sys.executable, "-P", "-c", XEN_FILES, str(work.folder)], forget_hosts, told=True),
                     Row("j", TITLES["j"] + ", invoke compile", self.invoke(work.folder), forget_hosts)]
        return work

    def thousand(self) -> Work:
        work = self.work("thousand", trees.write_xen(self.checkout, self.folder / "thousand", *THOUSAND))
        work.rows = [self.alone(work, "f", TITLES["f"] + ", cold", memory=True)]
        return work

    def literals(self) -> Work:
        source = trees.write_literals(self.folder / "literals", LITERALS)
        work = Work("literals", [source.parent], [source], source.parent)
        work.rows = self.cold_and_warm(work, "i", TITLES["i"])
        return work

    def work(self, name: str, cluster: Cluster, sources: list[Path] | None = None) -> Work:
        return Work(name, list(cluster.include_path), sources or list(cluster.sources), self.folder / name)

    # --- the rows -------------------------------------------------------------------------------------------------------

    def cold_and_warm(self, work: Work, letter: str, title: str) -> list[Row]:
        return [self.alone(work, letter, f"{title}, cold", memory=True), self.warm(work, letter, f"{title}, warm")]

    def alone(self, work: Work, letter: str, title: str, *options: str, memory: bool = False) -> Row:
        output = self.folder / "out" / f"{work.name} {title}"
        command = [sys.executable, "-P", "-m", "qwg.pan", *options, *work.arguments(self.formats, output)]
        return Row(letter, title, command, lambda: emptied(output), output, memory)

    def warm(self, work: Work, letter: str, title: str) -> Row:
        cache = self.folder / "packs" / work.name
        row = self.alone(work, letter, title, "--cache-dir", str(cache))
        ready = row.before

        def fill() -> None:
            ready()
            if not cache.exists():
                processes.run(row.command, self.environment())
                ready()

        row.before = fill
        return row

    def unchanged(self, work: Work, letter: str) -> list[Row]:
        """Nothing to do: as a function of the library, alone and with the start of Python, and as the whole task."""
        title = f"nothing changed in {letter}"
        library = [sys.executable, "-P", "-c", LIBRARY, str(work.folder)]
        return [Row("g", f"{title}, library, after the start of Python", library, lambda: self.build(work.folder),
                    told=True),
                Row("g", f"{title}, library", library, lambda: self.build(work.folder)),
                Row("g", f"{title}, invoke compile", self.invoke(work.folder), lambda: self.build(work.folder))]

    def invoke(self, tree: Path) -> list[str]:
        return [str(self.checkout / "invoke"), "compile", "--tree", str(tree)]

    def build(self, tree: Path) -> None:
        """Everything in a tree is up to date."""
        processes.run(self.invoke(tree), self.environment())


def emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
