"""Compiled templates kept on disk between runs: digests of sources in, Units out, or None for a miss.

One pack file for each include path, in a directory private to the user, because what marshal reads is code. A pack
that is damaged, foreign, or written by another version counts as empty and is replaced.
"""
from __future__ import annotations

import marshal
import os

from .codegen import Unit
from .digests import blake2b, content_digest
from .formats import read_file, remove, temporary_name
from .version import compiler_version


class Cache:
    """The pack of one include path. get() and put() work in memory; save() writes when something is new."""

    def __init__(self, directory: str, include_path: list[str]):
        self.directory = directory
        name = blake2b("\0".join(include_path).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
        self.file = os.path.join(directory, f"{name}.pan-cache")
        self.version = compiler_version()
        self.known: dict[bytes, bytes] = {}
        self.gained: dict[bytes, bytes] = {}
        self.used: set[bytes] = set()
        self.changed = False
        self.read()

    def read(self) -> None:
        try:
            if not is_private(self.directory):
                return
            data = read_file(self.file)
            if data[:16] != self.version or data[16:32] != content_digest(data[32:]):
                return
            known = marshal.loads(memoryview(data)[32:])
            if type(known) is dict:
                self.known = known
        except (OSError, ValueError, EOFError, TypeError):
            self.known = {}

    def get(self, digest: bytes) -> Unit | None:
        packed = self.known.get(digest)
        if packed is None:
            return None
        try:
            unit = Unit(*marshal.loads(packed))
        except (ValueError, EOFError, TypeError):
            return None
        self.used.add(digest)
        return unit

    def put(self, digest: bytes, unit: Unit) -> None:
        try:
            packed = marshal.dumps(tuple(unit))
        except ValueError:
            return
        self.absorb({digest: packed}, {digest})

    def absorb(self, gained: dict[bytes, bytes], used: set[bytes]) -> None:
        """Take in what another process has compiled and used over the same include path."""
        self.known.update(gained)
        self.gained.update(gained)
        self.used |= used
        self.changed |= bool(gained)

    def save(self) -> None:
        """Write the pack if it gained something. Failure to write is no error: the cache only saves time."""
        if not self.changed:
            return
        try:
            make_private(self.directory)
            if not is_private(self.directory):
                return
            if len(self.known) > 4 * len(self.used) + 1000:
                self.known = {digest: self.known[digest] for digest in self.used}
            body = marshal.dumps(self.known)
            temporary = temporary_name(self.file)
            try:
                with open(temporary, "xb") as handle:
                    handle.write(self.version + content_digest(body) + body)
                os.replace(temporary, self.file)
            except BaseException:
                remove(temporary)
                raise
            self.changed = False
        except OSError:
            pass


def make_private(directory: str) -> None:
    os.makedirs(directory, 0o700, exist_ok=True)


def is_private(directory: str) -> bool:
    """The directory belongs to this user and nobody else may write to it."""
    status = os.stat(directory)
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
