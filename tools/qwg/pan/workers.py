"""The sources that are left of a run come in, compiled by several processes; each one's Finished goes out, in order.

The processes are forks of one that has compiled a first object and so has most templates loaded. It works as well.
Nobody hands out work: a table in shared memory says which source is whose, and whoever is idle takes the next.
"""
from __future__ import annotations

import contextlib
import fcntl
import glob
import mmap
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator

from .compiler import as_diagnostic
from .diagnostics import Diagnostic, Span
from .errors import InternalError, PanError, PanSystemError
from .formats import FORMATS
from .processes import Incoming, fork, interrupts_held, send, wide_pipe
from .records import Finished, Profile

TYPE_CHECKING = False  # typing's name for it
if TYPE_CHECKING:
    from .compiler import Builder, Compiler

MOST_WORKERS = 100
SECONDS_TO_END = 2.0
INTERRUPTED, FAULT = 130, 3
FRONT, BACK = 1, 2


class Claims:
    """Which process has which source, one byte each: 0 nobody, N worker N, 128 + N reserved for worker N.

    Who compiles a source that looks others up has these at hand when their turn comes; who compiles them before has to
    build them again. Such sources often stand together at one end (all hosts before or after all guests). So workers
    begin at both ends, and go on at the one where the first of them was found: a byte after those of the sources
    tells, 0 both, FRONT or BACK.

    Only who holds the lock changes the table. It is a lock on a file, so it goes with the process that holds it.
    """

    def __init__(self, count: int, groups: list[list[int]]):
        if hasattr(os, "memfd_create"):
            self.descriptor = os.memfd_create("claims")
        else:
            import tempfile
            with tempfile.TemporaryFile() as file:
                self.descriptor = os.dup(file.fileno())
        self.count = count
        os.ftruncate(self.descriptor, count + 1)
        self.table = mmap.mmap(self.descriptor, count + 1)
        self.groups = {index: group for group in groups for index in group}

    def close(self) -> None:
        self.table.close()
        os.close(self.descriptor)

    @contextlib.contextmanager
    def locked(self):
        fcntl.lockf(self.descriptor, fcntl.LOCK_EX)
        try:
            yield self.table
        finally:
            fcntl.lockf(self.descriptor, fcntl.LOCK_UN)

    def take(self, worker: int) -> int | None:
        """The next source for a worker: what is reserved for it, what is free on its side, what another reserved."""
        with self.locked() as table:
            index = table.find(bytes((128 + worker,)), 0, self.count)
            if index < 0:
                find = table.find if self.side(worker) == FRONT else table.rfind
                index = find(b"\0", 0, self.count)
                for other in self.groups.get(index, ()):
                    if not table[other]:
                        table[other] = 128 + worker
            if index < 0:
                # From the end, since the other worker takes those from the beginning.
                index = next((index for index in reversed(range(self.count)) if table[index] > 128), -1)
            if index < 0:
                return None
            table[index] = worker
            return index

    def side(self, worker: int) -> int:
        return self.table[self.count] or (FRONT if worker % 2 else BACK)

    def reserve(self, worker: int, indices: list[int]) -> None:
        """Sources that a worker has built already, because the one it took reads them, are better done by it."""
        with self.locked() as table:
            if indices:
                table[self.count] = self.side(worker)
            for index in indices:
                if not table[index]:
                    table[index] = 128 + worker

    def give_back(self, worker: int, finished: set[int]) -> None:
        """What a worker had that is no more, but for what is finished."""
        with self.locked() as table:
            for index, value in enumerate(table[:self.count]):
                if value in (worker, 128 + worker) and index not in finished:
                    table[index] = 0


class Log:
    """Stands in for standard error: what programs print is kept by object and stage, and passed on in order.

    A text holds what was printed and the warnings, and where another object was asked for, its (stage, name). So it
    comes out as from one process, where that object is built there and then, or was before.
    """
    encoding, errors = "utf-8", "backslashreplace"

    def __init__(self):
        self.text: list = []
        self.stages: dict[tuple[str, str], list] = {}
        self.spoken = False

    def write(self, words: str) -> int:
        self.text.append(words)
        self.spoken = True
        return len(words)

    def flush(self) -> None:
        pass

    def mention(self, stage: tuple[str, str]) -> None:
        if not self.text or self.text[-1] != stage:
            self.text.append(stage)

    @contextlib.contextmanager
    def stage(self, stage: tuple[str, str]):
        outer, self.text = self.text, []
        try:
            yield
        finally:
            # Of an object that is built once more, the first time counts.
            self.stages.setdefault(stage, self.text)
            self.text = outer

    def taken(self) -> tuple | None:
        """What was said since the last call; None as long as nobody has said a word."""
        text, stages = self.text, self.stages
        self.text, self.stages = [], {}
        return (text, stages) if self.spoken else None


class Reader:
    """Passes on to standard error, and to a list of warnings, what several logs hold: each stage of an object once."""

    def __init__(self, heard: set[tuple[str, str]], warnings: list):
        self.heard = heard
        self.warnings = warnings
        self.stages: dict[tuple[str, str], list] = {}

    def learn(self, turn: Finished) -> None:
        """A text may mention what was said in a turn that came before it in one process, but comes later in order."""
        if turn.said is not None:
            text, stages = turn.said
            for stage, words in stages.items():
                self.stages.setdefault(stage, words)
            turn.said = text

    def pass_on(self, text: list | None) -> None:
        for words in text or ():
            if type(words) is str:
                sys.stderr.write(words)
            elif type(words) is Diagnostic:
                self.warnings.append(words)
            elif words not in self.heard:
                self.heard.add(words)
                self.pass_on(self.stages.pop(words, ()))


class Worker:
    """What this process knows of another: its number and pid, its pipe, what it does now, and whether it is through."""

    def __init__(self, number: int, pid: int, descriptor: int):
        self.number = number
        self.pid = pid
        self.incoming = Incoming(descriptor)
        self.current: str | None = None
        self.through = False


def end_without(parent: int) -> None:
    """Lets this process end itself soon after its parent was killed: nobody else could tell it to."""
    def look(*_) -> None:
        if os.getppid() != parent:
            os._exit(INTERRUPTED)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_TO_END, SECONDS_TO_END)


def interrupted(number: int, frame) -> None:
    """The first signal ends a worker; one that comes while it cleans up is not heard."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


class Crew:
    """This process and its forks, which share the `files` of a run.

    `started` and those that `skip` knows are the files that need no turn of their own when another object reads them;
    `others` gets the turns of objects that are none of the sources.
    """

    def __init__(self, compiler: Compiler, builder: Builder, count: int, files: list[str], started: set[str],
                 skip: Callable[[str], bool], others: dict[str, Finished], groups, tell: Callable[[Finished], None]):
        self.compiler = compiler
        self.builder = builder
        self.files = files
        self.started = started
        self.skip = skip
        self.others = others
        self.tell = tell
        self.position = {file: index for index, file in enumerate(files)}
        self.count = min(count, MOST_WORKERS, len(files))
        self.claims = Claims(len(files), [self.places(group) for group in groups])
        self.done: dict[str, Finished] = {}
        self.answered: set[int] = set()
        self.found: set[str] = set()
        self.live: dict[int, Worker] = {}
        self.parent = os.getpid()
        self.poll = select.poll()
        self.reader = Reader(set(builder.heard), builder.warnings)

    def places(self, group) -> list[int]:
        found = {self.position.get(os.path.abspath(source)) for source in map(str, group)}
        return sorted(index for index in found if index is not None)

    def finished(self) -> Iterator[Finished]:
        """The turns of the files, in their order; those of other objects are in `others` at the end."""
        self.builder.log = Log()
        try:
            for number in range(2, self.count + 1):
                self.start(number)
            passed = 0
            for _ in self.work():
                while passed < len(self.files) and self.files[passed] in self.done:
                    turn = self.done.pop(self.files[passed])
                    self.reader.pass_on(turn.said)
                    yield turn
                    passed += 1
            for _, turn in sorted(self.others.items()):
                self.reader.pass_on(turn.said)
        finally:
            self.stop()

    def work(self) -> Iterator[None]:
        """Compile and listen, until there is nothing left to do; a step ends when there may be something new."""
        while True:
            index = self.claims.take(1)
            if index is not None:
                for turn in self.turns(1, self.files[index]):
                    self.take_in(turn)
                self.listen(False)
            elif self.live:
                self.listen(True)
            else:
                break
            yield
        # What a worker had found when it was lost.
        for file in sorted(self.found - self.started - self.others.keys()):
            for turn in self.turns(1, file):
                self.take_in(turn)
        yield

    def turns(self, number: int, file: str, on_begin: Callable[[str], None] | None = None) -> Iterator[Finished]:
        turns = self.compiler.turns(self.builder, file, self.started, self.skip, on_begin)
        while True:
            with contextlib.redirect_stderr(self.builder.log):
                turn = next(turns, None)
            if turn is None:
                return
            turn.said = self.builder.log.taken()
            self.claims.reserve(number, [self.position[found] for found in turn.found if found in self.position])
            yield turn

    def take_in(self, turn: Finished) -> None:
        file = turn.profile.file
        self.reader.learn(turn)
        self.found.update(turn.found)
        if file in self.position:
            self.answered.add(self.position[file])
            self.done[file] = turn
        elif file in self.others:
            # Two workers came across it; which of them wrote first is chance.
            self.others[file].profile.changed |= turn.profile.changed
            return
        else:
            self.others[file] = turn
        self.tell(turn)

    # --- the other processes ---------------------------------------------------------------------------------------

    def start(self, number: int) -> None:
        receiving, sending = wide_pipe()
        with interrupts_held() as mask:
            pid = fork(lambda: self.serve(number, sending, receiving, mask))
            os.close(sending)
            if pid is None:
                # Those that there are do the work.
                os.close(receiving)
                return
            self.live[receiving] = Worker(number, pid, receiving)
            self.poll.register(receiving, select.POLLIN)

    def serve(self, number: int, sending: int, receiving: int, mask):
        """The whole life of a worker; it never comes back from here."""
        status = FAULT
        try:
            signal.signal(signal.SIGTERM, interrupted)
            signal.signal(signal.SIGINT, interrupted)
            end_without(self.parent)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            os.close(receiving)
            for descriptor in self.live:
                os.close(descriptor)
            self.compile_and_send(number, sending)
            status = 0
        except (KeyboardInterrupt, BrokenPipeError):
            status = INTERRUPTED
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            os._exit(status)

    def compile_and_send(self, number: int, sending: int) -> None:
        def tell(*message) -> None:
            send(sending, pickle.dumps(message, pickle.HIGHEST_PROTOCOL))

        loader, cache = self.compiler.loader, self.compiler.cache
        loaded, compiled = set(loader.loaded), set(loader.compiled)
        if cache:
            cache.gained = {}
        while (index := self.claims.take(number)) is not None:
            for turn in self.turns(number, self.files[index], lambda file: tell("begun", file)):
                tell("done", turn)
        tell("through", loader.loaded.keys() - loaded, loader.compiled - compiled,
             (cache.gained, cache.used) if cache else None)

    def listen(self, wait: bool) -> None:
        for descriptor, _ in self.poll.poll(None if wait else 0):
            worker = self.live[descriptor]
            if not worker.incoming.read():
                self.ended(worker)
            for message in worker.incoming.messages():
                what, *content = pickle.loads(message)
                if what == "begun":
                    worker.current = content[0]
                elif what == "done":
                    self.take_in(content[0])
                    worker.current = None
                else:
                    self.through(worker, *content)

    def through(self, worker: Worker, loaded: set[str], compiled: set[str], cached: tuple | None) -> None:
        worker.through = True
        self.compiler.elsewhere.loaded |= loaded
        self.compiler.elsewhere.compiled |= compiled
        if cached:
            self.compiler.cache.absorb(*cached)

    def ended(self, worker: Worker) -> None:
        """A worker has closed its pipe. If it was not through, what it was at is lost, the rest is for the others."""
        self.forget(worker)
        _, status = os.waitpid(worker.pid, 0)
        if worker.through:
            return
        if worker.current is not None:
            self.take_in(self.lost(worker, os.waitstatus_to_exitcode(status)))
        self.claims.give_back(worker.number, self.answered)

    def lost(self, worker: Worker, status: int) -> Finished:
        """The turn of what a worker was at when it ended."""
        file = worker.current
        profile = Profile("", file)
        with contextlib.suppress(PanError):
            profile.name = self.compiler.loader.file(file).name
            self.sweep(profile.name, worker.pid)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        if status < 0:
            error = PanSystemError("the process that compiled this object was ended from outside, by signal "
                                   f"{-status} ({signal.strsignal(-status)})", span=Span(file))
            if -status == signal.SIGKILL:
                error.notes = ("the system does this when memory runs out; fewer processes need less (--nthread)",)
        else:
            error = InternalError("internal error: the process that compiled this object ended with status "
                                  f"{status}", span=Span(file))
        error.object_name = profile.name
        return Finished(profile, as_diagnostic(error))

    def sweep(self, name: str, pid: int) -> None:
        """Remove the half-written outputs of an object that a process left."""
        folder, _, last = os.path.join(self.compiler.options.output_dir or "", name).rpartition("/")
        for form in self.compiler.options.formats:
            if self.compiler.options.output_dir and FORMATS[form]:
                pattern = glob.escape(f"{folder}/.{last}{FORMATS[form].suffix}.{pid}") + ".*"
                for file in glob.glob(pattern, include_hidden=True):
                    os.unlink(file)

    def forget(self, worker: Worker) -> None:
        self.poll.unregister(worker.incoming.descriptor)
        os.close(worker.incoming.descriptor)
        del self.live[worker.incoming.descriptor]

    def stop(self) -> None:
        """End the workers that still run: something went wrong here, or somebody wants no more."""
        workers = list(self.live.values())
        for worker in workers:
            os.kill(worker.pid, signal.SIGTERM)
            self.forget(worker)
        deadline = time.monotonic() + SECONDS_TO_END
        while workers:
            workers = [worker for worker in workers if os.waitpid(worker.pid, os.WNOHANG)[0] == 0]
            if workers and time.monotonic() > deadline:
                for worker in workers:
                    os.kill(worker.pid, signal.SIGKILL)
                    os.waitpid(worker.pid, 0)
                break
            if workers:
                time.sleep(0.002)
        self.claims.close()
        self.builder.log = None
