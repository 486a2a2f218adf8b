"""A function and items come in; its results go out in the order of the items, from as many processes as pay.

The function only looks and computes: it must not write, nor change anything that this process needs. The other
processes are forks of this one. A pipe holds the numbers of what nobody has taken yet, so whoever is idle takes the
next. What a process had taken that is lost, through whatever, is done here once more.
"""
from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qwg.pan.workers import Worker

# Of no more items than this the first ones need not be timed.
FEW = 16
# So many numbers of four bytes fit into any pipe.
MOST_NUMBERS = 1000
MOST_PROCESSES = 100
PIECE = 1 << 20


def results(function: Callable, items: Sequence) -> Iterator:
    """What the function makes of each item. Close it if not all are taken."""
    if len(items) <= FEW or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    from qwg.pan.compiler import sharing_pays, usable_cpus

    times: list[float] = []
    processes = usable_cpus()
    for number, item in enumerate(items, 1):
        begun = time.perf_counter()
        result = function(item)
        times.append(time.perf_counter() - begun)
        yield result
        if processes > 1 and sharing_pays(times, len(items) - number, processes):
            yield from Forks(function, items[number:], processes).results()
            break


class Forks:
    """This process and its forks, which share the items."""

    def __init__(self, function: Callable, items: Sequence, processes: int):
        self.function = function
        self.items = items
        self.processes = min(processes, MOST_PROCESSES, len(items))
        # A number stands for so many items.
        self.run = -(-len(items) // MOST_NUMBERS)
        self.done: dict[int, object] = {}
        self.live: dict[int, Worker] = {}
        self.poll = select.poll()

    def results(self) -> Iterator:
        self.numbers, numbers_in = os.pipe()
        try:
            os.write(numbers_in, b"".join(first.to_bytes(4, "big") for first in range(0, len(self.items), self.run)))
            os.close(numbers_in)
            for number in range(2, self.processes + 1):
                self.start(number)
            for index in range(len(self.items)):
                while index not in self.done:
                    self.step(index)
                yield self.done.pop(index)
        finally:
            self.stop()

    def step(self, wanted: int) -> None:
        """Does the next items, or waits for others; an item that is lost is done last, when nobody is left."""
        taken = self.take()
        if taken:
            for index in taken:
                self.done[index] = self.function(self.items[index])
            self.listen(False)
        elif self.live:
            self.listen(True)
        else:
            self.done[wanted] = self.function(self.items[wanted])

    def take(self) -> range:
        """The next items for the process that asks; none if all are taken."""
        data = os.read(self.numbers, 4)
        first = int.from_bytes(data, "big") if data else len(self.items)
        return range(first, min(first + self.run, len(self.items)))

    def start(self, number: int) -> None:
        from qwg.pan.workers import Worker

        receiving, sending = os.pipe()
        # An interrupt in between would leave a process that nobody knows of.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            with warnings.catch_warnings():
                # Other threads, such as one that draws progress, hold nothing that the fork needs.
                warnings.simplefilter("ignore", DeprecationWarning)
                try:
                    pid = os.fork()
                except OSError:
                    # No more processes for this user, or no memory for one: those that there are do the work.
                    os.close(receiving)
                    os.close(sending)
                    return
            if pid == 0:
                self.serve(sending, receiving, mask)
            os.close(sending)
            self.live[receiving] = Worker(number, pid, receiving)
            self.poll.register(receiving, select.POLLIN)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def serve(self, sending: int, receiving: int, mask) -> None:
        """The whole life of a fork, which ends without a word: whatever it fails at, its parent tries as well."""
        try:
            # If the parent is gone the next result finds no reader.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            os.close(receiving)
            for descriptor in self.live:
                os.close(descriptor)
            gc.disable()
            while taken := self.take():
                for index in taken:
                    data = pickle.dumps((index, self.function(self.items[index])), pickle.HIGHEST_PROTOCOL)
                    data = len(data).to_bytes(4, "big") + data
                    while data:
                        data = data[os.write(sending, data):]
        finally:
            os._exit(0)

    def listen(self, wait: bool) -> None:
        for descriptor, _ in self.poll.poll(None if wait else 0):
            worker = self.live[descriptor]
            data = os.read(descriptor, PIECE)
            if data:
                self.done.update(worker.messages(data))
            else:
                self.forget(worker)

    def forget(self, worker: Worker) -> None:
        self.poll.unregister(worker.descriptor)
        os.close(worker.descriptor)
        del self.live[worker.descriptor]
        os.waitpid(worker.pid, 0)

    def stop(self) -> None:
        """Ends the forks that still run: not all results are wanted, or something went wrong here."""
        for worker in list(self.live.values()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
            self.forget(worker)
        os.close(self.numbers)
