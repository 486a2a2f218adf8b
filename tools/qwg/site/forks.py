"""A function and items come in; its results go out in the order of the items, from as many processes as pay.

The function only looks and computes: it must not write, nor change anything that this process needs. The other
processes are forks of this one. A pipe holds the numbers of what nobody has taken yet, so whoever is idle takes the
next. What a process had taken that is lost, through whatever, is done here once more.
"""
from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence

# Of no more items than this the first ones need not be timed.
FEW = 16
# So many numbers of four bytes fit into any pipe.
MOST_NUMBERS = 1000
MOST_PROCESSES = 100


def results(function: Callable, items: Sequence) -> Iterator:
    """What the function makes of each item. Close it if not all are taken."""
    if len(items) <= FEW or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    from qwg.pan.compiler import sharing_pays, usable_cpus, without_collection

    times: list[float] = []
    processes = usable_cpus()
    with without_collection():
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
        # By descriptor the pid and the incoming messages of each fork.
        self.live: dict[int, tuple] = {}
        self.poll = select.poll()

    def results(self) -> Iterator:
        self.numbers, numbers_in = os.pipe()
        try:
            os.write(numbers_in, b"".join(first.to_bytes(4, "big") for first in range(0, len(self.items), self.run)))
            os.close(numbers_in)
            for _ in range(self.processes - 1):
                self.start()
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

    def start(self) -> None:
        from qwg.pan.processes import Incoming, fork, interrupts_held

        receiving, sending = os.pipe()
        with interrupts_held() as mask:
            pid = fork(lambda: self.serve(sending, receiving, mask))
            os.close(sending)
            if pid is None:
                os.close(receiving)
                return
            self.live[receiving] = pid, Incoming(receiving)
            self.poll.register(receiving, select.POLLIN)

    def serve(self, sending: int, receiving: int, mask) -> None:
        """The whole life of a fork, which ends without a word: whatever it fails at, its parent tries as well."""
        from qwg.pan.processes import send

        try:
            # If the parent is gone the next result finds no reader.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            os.close(receiving)
            for descriptor in self.live:
                os.close(descriptor)
            while taken := self.take():
                for index in taken:
                    result = index, self.function(self.items[index])
                    send(sending, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        finally:
            os._exit(0)

    def listen(self, wait: bool) -> None:
        for descriptor, _ in self.poll.poll(None if wait else 0):
            _, incoming = self.live[descriptor]
            if incoming.read():
                self.done.update(map(pickle.loads, incoming.messages()))
            else:
                self.forget(descriptor)

    def forget(self, descriptor: int) -> None:
        self.poll.unregister(descriptor)
        os.close(descriptor)
        pid, _ = self.live.pop(descriptor)
        os.waitpid(pid, 0)

    def stop(self) -> None:
        """Ends the forks that still run: not all results are wanted, or something went wrong here."""
        for descriptor, (pid, _) in list(self.live.items()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self.forget(descriptor)
        os.close(self.numbers)
