"""Files come in and go out to a folder, each in one step; what is no longer made goes away.

A list of the files that are ours stands beside the folder, so that files of others are never touched. It is
written before the files are, so a run that is cut short leaves nothing that the next one does not know.
"""
from __future__ import annotations

import fcntl
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .errors import Refused

# A component of a path that a profile may name: it cannot leave its folder, hide, or look like an option.
SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+@-]{0,199}")


def is_safe_name(text: str) -> bool:
    """Whether `text` may name a file of ours: letters, digits and `_.+@-`, at most 200."""
    return SAFE_NAME.fullmatch(text) is not None


def is_safe_path(text: str) -> bool:
    return all(is_safe_name(part) for part in text.split("/"))


def write_if_changed(path: Path, data: bytes, mode: int = 0o666) -> bool:
    """Writes a file by way of a temporary name; equal bytes keep the file and its time.

    `mode` is what the umask is taken from. True if it was written; OSError if it cannot be.
    """
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size == len(data) \
                and runnable(status.st_mode) == runnable(mode) and path.read_bytes() == data:
            return False
    except OSError:
        pass
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return True


def runnable(mode: int) -> bool:
    return bool(mode & 0o100)


def link_if_changed(path: Path, target: str) -> bool:
    """Makes a symbolic link as `write_if_changed` makes a file."""
    if path.is_symlink() and os.readlink(path) == target:
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        os.symlink(target, temporary)
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return True


@dataclass
class Changes:
    """What a run did to a folder; paths relative to it."""
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True)
class Link:
    """A symbolic link to be made, instead of a file with bytes."""
    target: str


@dataclass(frozen=True)
class Script:
    """A file that can be run, instead of one that can only be read."""
    data: bytes


class OwnedFolder:
    """The folder `top`/`name`, some of whose files are ours: those that `ledger` lists, a JSON file."""

    def __init__(self, top: Path, name: str, ledgers: Path):
        if not is_safe_path(name):
            raise Refused("site.output", f"{name!r} cannot be the name of a folder of outputs", str(top))
        self.top = top
        self.name = name
        self.ledger = ledgers / f"{name}.json"

    def owned(self) -> set[str]:
        """The files that an earlier run made; an unreadable list counts as none."""
        try:
            paths = json.loads(self.ledger.read_bytes())
        except (OSError, ValueError):
            return set()
        if not isinstance(paths, list):
            return set()
        return {path for path in paths if isinstance(path, str) and is_safe_path(path)}

    def update(self, files: dict[str, bytes | Link | Script]) -> Changes:
        """Makes the folder hold exactly `files` (path: content) of ours; Refused if something is in the way.

        OSError if a file cannot be written or removed.
        """
        before = self.owned()
        for path in files:
            if not is_safe_path(path):
                raise Refused("site.output", f"{path!r} cannot be the path of an output", str(self.top))
        changes = Changes()
        if not files and not before:
            return changes
        self.remember(before | set(files))
        changes.removed = [path for path in sorted(before - set(files)) if self.remove(path)]
        folders: set[str] = set()
        if files:
            self.top.mkdir(parents=True, exist_ok=True)
        for path, content in sorted(files.items()):
            (changes.written if self.put(path, content, folders) else changes.kept).append(path)
        if before - set(files):
            self.remember(set(files))
        return changes

    def put(self, path: str, content: bytes | Link | Script, known: set[str]) -> bool:
        """Writes one file; `known` are folders that were looked at or made for others of them."""
        target = Path(f"{self.top}/{self.name}/{path}")
        folder = f"{self.name}/{path}".rpartition("/")[0]
        if folder not in known:
            parent = self.top
            for part in folder.split("/"):
                parent /= part
                if not is_real_folder(parent):
                    try:
                        parent.mkdir()
                    except FileExistsError:
                        raise in_the_way(parent, "something else stands where a folder must be") from None
            known.add(folder)
        if is_real_folder(target):
            raise in_the_way(target, "a folder stands where a file must be written")
        if isinstance(content, Link):
            return link_if_changed(target, content.target)
        if isinstance(content, Script):
            return write_if_changed(target, content.data, 0o777)
        return write_if_changed(target, content)

    def remove(self, path: str) -> bool:
        """Removes one of our files and the folders that this leaves empty; no symbolic link is followed."""
        relative = Path(self.name, path)
        parents = [self.top / parent for parent in relative.parents][:-1]
        target = self.top / relative
        if not all(map(is_real_folder, parents)) or is_real_folder(target):
            return False
        try:
            target.unlink()
        except FileNotFoundError:
            return False
        for parent in parents:
            try:
                parent.rmdir()
            except OSError:
                break
        return True

    def remember(self, paths: set[str]) -> None:
        if not paths:
            self.ledger.unlink(missing_ok=True)
            return
        self.ledger.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(self.ledger, json.dumps(sorted(paths), indent=0).encode() + b"\n")


def is_real_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def in_the_way(path: Path, message: str) -> Refused:
    return Refused("site.output", message, str(path))


@contextmanager
def build_lock(build: Path, on_wait=None) -> Iterator[None]:
    """Only one run at a time writes to a build folder; the kernel lifts the lock however a run ends."""
    build.mkdir(parents=True, exist_ok=True)
    with open(build / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if on_wait:
                on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
