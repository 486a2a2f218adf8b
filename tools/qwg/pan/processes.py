"""A function in, a fork of this process that runs it out, with the pipes that carry messages from one to the other.

A message is bytes; on the way it has four bytes of length before it.
"""
from __future__ import annotations

import contextlib
import os
import select
import signal
import warnings
from collections.abc import Callable, Iterator

try:
    import fcntl
except ImportError:
    fcntl = None  # where it is missing, nothing can fork either

PIPE_BYTES = 1 << 20
READ_BYTES = 1 << 16


@contextlib.contextmanager
def interrupts_held() -> Iterator[set]:
    """SIGINT and SIGTERM wait meanwhile: one that comes after a fork would leave a process that nobody knows of.

    Gives the mask of signals for the new process, once it has said what they mean there.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield mask
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def fork(life: Callable[[], None]) -> int | None:
    """The pid of a process that runs `life` and nothing else; None where there can be no further process."""
    with warnings.catch_warnings():
        # Other threads, such as one that draws progress, hold nothing that a compilation needs.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            pid = os.fork()
        except OSError:
            # No more processes for this user, or no memory for one.
            return None
    if pid == 0:
        try:
            life()
        finally:
            os._exit(1)
    return pid


def wide_pipe() -> tuple[int, int]:
    """The descriptors to read from and to write to of a pipe that holds as much as it may."""
    receiving, sending = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(receiving, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return receiving, sending


def framed(message: bytes) -> bytes:
    return len(message).to_bytes(4, "big") + message


def send(descriptor: int, message: bytes) -> None:
    """Write a whole message; BrokenPipeError when nobody listens any more."""
    data = memoryview(framed(message))
    while data:
        data = data[os.write(descriptor, data):]


class Incoming:
    """The messages that come out of a pipe."""

    def __init__(self, descriptor: int):
        self.descriptor = descriptor
        self.received = bytearray()
        self.poll = select.poll()
        self.poll.register(descriptor, select.POLLIN)

    def ready(self, seconds: float | None) -> bool:
        """Whether something comes, or the end, within a time; None waits for it."""
        return bool(self.poll.poll(None if seconds is None else seconds * 1000))

    def read(self) -> bool:
        """Take in what is there, or wait for something; False at the end."""
        data = os.read(self.descriptor, READ_BYTES)
        self.received += data
        return bool(data)

    def messages(self) -> Iterator[bytes]:
        """Those that are complete now."""
        while len(self.received) >= 4:
            end = 4 + int.from_bytes(self.received[:4], "big")
            if len(self.received) < end:
                break
            message = bytes(memoryview(self.received)[4:end])
            del self.received[:end]
            yield message
