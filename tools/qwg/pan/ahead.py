"""Templates that a run asks for come in; those that a second process has compiled ahead go out, as Units.

Where much has to be compiled, one process runs the object and compiles what it comes to, and a fork of it goes ahead:
it guesses from include statements what will be asked for, and compiles that from the end, so that the two meet in the
middle. A guess decides nothing: a unit counts only for the very content that it was made from, and whatever the other
process does not have, be it because it died, is compiled where it is needed. So are templates with errors.
"""
from __future__ import annotations

import marshal
import os
import re
import signal
from collections.abc import Iterator

from .codegen import Unit
from .digests import content_digest
from .errors import PanError
from .formats import read_file
from .paths import is_include_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .loader import Finder, Loader

# So many templates that have to be compiled make a second process worth its start.
ENOUGH = 3
# How long to wait for what the other process is at, in seconds; it may be starved.
PATIENCE = 0.05
INCLUDE = r"(?m)^[ \t]*include\b([^;]*);"
VARIABLE = r"""(?m)^[ \t]*(?:final[ \t]+)?variable[ \t]+(\w+)[ \t]*\??=[ \t]*(?:'([^'\n]*)'|"([^"\n]*)")[ \t]*;"""
WORD = r"""'([^'\n]*)'|"([^"\n]*)"|\b([A-Za-z_]\w*)"""


class Ahead:
    """The other process, as the one that runs objects sees it. It starts when enough had to be compiled.

    `sources` are the files of a run: when nothing is left to do for the present one, it goes on with the others.
    """

    def __init__(self, loader: Loader, sources: list[str]):
        self.loader = loader
        self.sources = sources
        # The LOADPATH that the other process knows.
        self.told = ("",)
        self.missed = 0
        self.over = False
        self.pid: int | None = None
        self.incoming = None
        self.outgoing = -1
        self.current: str | None = None
        self.made: dict[str, tuple[bytes, bytes]] = {}

    def unit(self, file: str, digest: bytes) -> bytes | None:
        """The marshalled unit of a file with this digest; None if it is to be compiled here."""
        if self.pid is None:
            self.missed += 1
            if self.missed == ENOUGH and not self.over:
                self.start()
            return None
        self.listen(0)
        while file == self.current and self.listen(PATIENCE):
            pass
        made_from, packed = self.made.pop(file, (None, b""))
        if self.incoming is not None and (made_from is None or self.loader.loadpath != self.told):
            self.tell(file)
        return packed if packed and made_from == digest else None

    def start(self) -> None:
        from .processes import Incoming, fork, interrupts_held, wide_pipe
        receiving, sending = wide_pipe()
        inbox, self.outgoing = wide_pipe()

        def life() -> None:
            # Ctrl-C goes to both; this process ends when the other one closes its pipe, or kills it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            os.close(receiving)
            os.close(self.outgoing)
            Scout(self.loader, Incoming(inbox), sending).work(self.sources)

        with interrupts_held() as mask:
            self.pid = fork(life)
            self.incoming = Incoming(receiving)
        os.close(sending)
        os.close(inbox)
        os.set_blocking(self.outgoing, False)

    def tell(self, file: str) -> None:
        """Say that a file is compiled here, under which LOADPATH."""
        from .processes import framed
        self.told = self.loader.loadpath
        try:
            os.write(self.outgoing, framed(marshal.dumps((file, self.told))))
        except OSError:
            # It is gone, or has not listened for long; then it may compile in vain.
            pass

    def listen(self, seconds: float) -> bool:
        """Take in what the other process sends within a time; whether that is anything."""
        if self.incoming is None or not self.incoming.ready(seconds):
            return False
        ended = not self.incoming.read()
        for message in self.incoming.messages():
            self.current, *made = marshal.loads(message)
            if made:
                self.made[self.current] = made
                self.current = None
        if ended:
            self.end()
        return True

    def stop(self) -> None:
        """End the other process for good; what it has made stays at hand."""
        self.over = True
        while self.listen(0):
            pass
        self.end()

    def end(self) -> None:
        self.current = None
        if self.incoming is not None:
            os.close(self.incoming.descriptor)
            os.close(self.outgoing)
            self.incoming = None
            if self.pid is not None:
                # It has nothing to tidy up.
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)


class Scout:
    """The other process itself: `inbox` tells what is compiled elsewhere, `outgoing` takes what is compiled here."""

    def __init__(self, loader: Loader, inbox, outgoing: int):
        self.loader = loader
        self.inbox = inbox
        self.outgoing = outgoing
        self.guesses = Guesses(loader.finder)
        self.done = set(loader.loaded)

    def work(self, sources: list[str]) -> None:
        from .processes import send
        for file in reversed(sources):
            self.guesses.add(file)
        # The file whose compilation is under way over there is not among the loaded ones yet, but among the digests.
        for file in self.loader.digests:
            self.done.add(file)
            self.guesses.add(file)
        while self.hear():
            file = self.guesses.next()
            if file is not None and file not in self.done:
                self.done.add(file)
                send(self.outgoing, marshal.dumps((file,)))
                send(self.outgoing, marshal.dumps((file, *self.compiled(file))))

    def hear(self) -> bool:
        """Note what is compiled elsewhere; wait for that if there is nothing left to do. False at the end."""
        if not self.inbox.ready(0 if self.guesses.waiting else None):
            return True
        if not self.inbox.read():
            return False
        for message in self.inbox.messages():
            file, loadpath = marshal.loads(message)
            self.done.add(file)
            self.guesses.look_under(loadpath)
            self.guesses.add(file)
        return True

    def compiled(self, file: str) -> tuple[bytes, bytes]:
        """The digest of a file, and its marshalled unit; that is empty if there is none to give."""
        try:
            data = self.loader.content(file)
        except OSError:
            return b"", b""
        digest = content_digest(data)
        cache = self.loader.cache
        if cache is None or digest not in cache.known:
            try:
                unit, debug = self.loader.compile(file, data)
                if not debug:
                    return digest, marshal.dumps(tuple(unit))
            except (PanError, ValueError):
                pass
        return digest, b""


class Guesses:
    """The files that include statements seem to ask for, the last one first: what a file includes before the file."""

    def __init__(self, finder: Finder):
        self.finder = finder
        self.loadpath = ("",)
        self.known: set[str] = set()
        # Those to come, at the end the next one; and whether what it includes stands behind it already.
        self.waiting: list[tuple[str, bool]] = []
        self.missing: dict[str, None] = {}
        # What variables are set to, and which of them stand in include statements.
        self.values: dict[str, list[str]] = {}
        self.asked: set[str] = set()

    def add(self, file: str) -> None:
        if file not in self.known:
            self.known.add(file)
            self.waiting.append((file, False))

    def next(self) -> str | None:
        while self.waiting:
            file, opened = self.waiting.pop()
            if opened:
                return file
            self.waiting.append((file, True))
            try:
                text = read_file(file).decode("utf-8", "replace")
            except OSError:
                continue
            for name in self.names(text):
                self.find(name)
        return None

    def look_under(self, loadpath: tuple[str, ...]) -> None:
        """Look names up by this LOADPATH from now on, also those that were not found before."""
        if loadpath != self.loadpath:
            self.loadpath = loadpath
            names, self.missing = list(self.missing), {}
            for name in names:
                self.find(name)

    def find(self, name: str) -> None:
        found = self.finder.source(name, self.loadpath) if is_include_name(name) else None
        if found:
            self.add(found[0])
        else:
            self.missing[name] = None

    def names(self, text: str) -> Iterator[str]:
        """The names that a text may include: in quotes, or as the value of a variable."""
        for variable, single, double in re.findall(VARIABLE, text):
            self.values.setdefault(variable, []).append(single or double)
            if variable in self.asked:
                yield single or double
        for statement in re.findall(INCLUDE, text):
            for single, double, variable in re.findall(WORD, statement):
                if variable:
                    self.asked.add(variable)
                    yield from self.values.get(variable, ())
                else:
                    yield single or double
