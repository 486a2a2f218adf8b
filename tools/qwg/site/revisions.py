"""A tree in a git repository and the name of a revision come in; trees of two states of it, for a while, go out.

A revision is exported (no hook runs, and nothing is left in the repository) to a folder of the user's cache, and
removed when the two have been looked at. What was built there stays, so the next time only what differs is compiled;
no build touches the build folder of the tree itself.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qwg.pan.digests import blake2b

from .build import cache_folder
from .errors import WrongUse
from .outputs import build_lock
from .tree import SETTINGS, Tree

WORKING_TREE = "the working tree"
# Of a caller that is itself a hook of git; they would point git at another repository.
FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
SUBMODULE = "160000"


@dataclass(frozen=True)
class Apart(Tree):
    """A tree that is built to another folder, `output`."""
    output: Path = Path()

    @property
    def build(self) -> Path:
        return self.output


@dataclass(frozen=True)
class State:
    """One of the two states: its name, its commit (none: the working tree) and, while it is there, its tree."""
    name: str
    commit: str
    tree: Tree


@contextmanager
def two_states(tree: Tree, revisions: str | None, on_wait=None) -> Iterator[tuple[State, State]]:
    """The states that `revisions` names: REV (none: HEAD) and the working tree, or both of REV1..REV2.

    WrongUse if there is no such revision or no repository.
    """
    first, second = parse(revisions)
    repository = Repository(tree)
    commits = [repository.commit(name) if name else "" for name in (first, second)]
    with workplace(tree) as place, build_lock(place, on_wait):
        try:
            yield tuple(state(repository, place / side, name, commit)
                        for side, name, commit in zip(("before", "after"), (first, second), commits))
        finally:
            for side in ("before", "after"):
                shutil.rmtree(place / side / "source", ignore_errors=True)


def parse(revisions: str | None) -> tuple[str, str]:
    """The names of the two revisions; the second is '' for the working tree."""
    text = "HEAD" if revisions is None else revisions
    first, dots, second = text.partition("..")
    if "..." in text or ".." in second or not text.isprintable() or not text:
        raise WrongUse("site.diff", f"'{text}' is neither a revision nor two as REV1..REV2")
    return (first or "HEAD", (second or "HEAD") if dots else "")


def state(repository: Repository, place: Path, name: str, commit: str) -> State:
    """Exports a commit to `place`/source/top, and gives the tree in it."""
    tree = repository.tree
    # The format that tells the types of values.
    given = {**tree.given, "pan.formats": "pan"}
    if not commit:
        return State(WORKING_TREE, "", Apart(tree.top, tree.root, given, place / "build"))
    source = place / "source"
    shutil.rmtree(source, ignore_errors=True)
    top = source / "top" / repository.prefix
    repository.export(commit, source / "top")
    # What a site keeps above its tree belongs to no revision; both states have it.
    for file in SETTINGS:
        outside = Path(os.path.normpath(tree.top / file))
        if not repository.prefix and file.startswith("../") and outside.is_file():
            shutil.copyfile(outside, source / outside.name)
    found = Apart(top, top / tree.root.relative_to(tree.top), given, place / "build")
    if not found.clusters.is_dir():
        raise WrongUse("site.diff", f"at {name} there is no {found.clusters.relative_to(source / 'top')}: the tree was "
                       "not there yet, or elsewhere", str(tree.top))
    return State(name, commit, found)


class Repository:
    """The git repository that a tree is in."""

    def __init__(self, tree: Tree):
        self.tree = tree
        try:
            self.top, self.prefix = self.git(tree.top, "rev-parse", "--show-toplevel", "--show-prefix").split("\n")[:2]
        except WrongUse as error:
            raise WrongUse("site.diff", "the tree is in no git repository that could be read", str(tree.top),
                           notes=(error.diagnostic.message,)) from error

    def git(self, folder: str | Path, *arguments: str, **settings: str) -> str:
        """Runs git in a folder; its output, or WrongUse with its message."""
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        try:
            run = subprocess.run(["git", "-c", "core.hooksPath=/dev/null", *arguments], cwd=folder,
                                 stdin=subprocess.DEVNULL, capture_output=True,
                                 env={**environment, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **settings})
        except FileNotFoundError as error:
            raise WrongUse("site.diff", "git is needed for that, and was not found: install it") from error
        if run.returncode:
            lines = run.stderr.decode(errors="replace").strip().splitlines() or [f"git ended with {run.returncode}"]
            raise WrongUse("site.diff", lines[-1].removeprefix("fatal: "), str(folder))
        return os.fsdecode(run.stdout)

    def commit(self, name: str) -> str:
        """The commit that a name stands for. The name is data: it cannot be taken for an option."""
        try:
            return self.git(self.top, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").strip()
        except WrongUse as error:
            raise WrongUse("site.diff", f"there is no revision '{name}' in this repository", self.top) from error

    def export(self, commit: str, to: Path, folder: str | Path = "") -> None:
        """Writes all files of a commit to the folder `to`, those of submodules too, as far as they are here."""
        folder = folder or self.top
        to.mkdir(parents=True)
        index = to.with_name(f"{to.name}.index")
        settings = {"GIT_INDEX_FILE": str(index)}
        self.git(folder, "read-tree", commit, **settings)
        self.git(folder, "checkout-index", "--all", "--quiet", f"--prefix={to}/", **settings)
        for line in self.git(folder, "ls-files", "--stage", "-z", **settings).split("\0"):
            details, _, path = line.partition("\t")
            if details.startswith(SUBMODULE) and (Path(folder) / path / ".git").exists():
                shutil.rmtree(to / path, ignore_errors=True)
                self.export(details.split()[1], to / path, Path(folder) / path)
        index.unlink()


@contextmanager
def workplace(tree: Tree) -> Iterator[Path]:
    """The same folder each time for the same tree, in the user's cache; one that does not last if that cannot be."""
    name = blake2b(os.fsencode(os.path.realpath(tree.top)), digest_size=12).hexdigest()
    place = cache_folder(tree) / "diff" / name
    try:
        if place.is_relative_to(tree.build):
            raise OSError("the user has no cache")
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(place, 0o700)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="qwg-diff-") as folder:
            yield Path(folder)
        return
    yield place
