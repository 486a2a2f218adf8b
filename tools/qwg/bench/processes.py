"""A command comes in, is run as a process of its own, and what it took goes out: time, processor time, memory."""
from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True)
class Run:
    """wall and cpu in seconds; cpu is that of all its processes, user and system."""
    wall: float
    cpu: float


class Failed(Exception):
    """A command did not end well; the message has its last words."""


def run(command: list[str], environment: dict[str, str] | None = None, told: bool = False) -> Run:
    """Runs a command to its end. Failed if its exit status is not 0.

    With `told` the times are those that the last line of the command's output tells: wall and cpu in seconds.
    """
    with started(command, environment) as (process, words):
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - words.begun
        process.returncode = os.waitstatus_to_exitcode(status)
    words.check(process.returncode, command)
    if told:
        return Run(*map(float, words.text.split()[-2:]))
    return Run(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: list[str], environment: dict[str, str] | None = None) -> int:
    """The most that a command and all its processes held together, in bytes, shared pages counted once; looked at
    20 times a second, in a run whose time does not count. 0 where the system does not tell."""
    peak, over = 0, threading.Event()

    def look() -> None:
        nonlocal peak
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            peak = max(peak, sum(map(proportional, session(process.pid))))

    with started(command, environment) as (process, words):
        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            process.wait()
        finally:
            over.set()
            watcher.join()
    words.check(process.returncode, command)
    return peak


class Words:
    """What a command says, so that a failure can be told of; and when it was started."""

    def __init__(self):
        self.begun = time.perf_counter()
        self.text = ""

    def read(self, stream) -> None:
        self.text = stream.read()[-2000:].decode(errors="replace")

    def check(self, status: int, command: list[str]) -> None:
        if status:
            last = "\n".join(self.text.strip().splitlines()[-8:])
            raise Failed(f"{Path(command[0]).name} ended with status {status}: {last}")


@contextlib.contextmanager
def started(command: list[str], environment: dict[str, str] | None):
    """A command in a session of its own, all of which ends when this is left too early."""
    words = Words()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    reader = threading.Thread(target=words.read, args=(process.stdout,))
    reader.start()
    try:
        yield process, words
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    finally:
        reader.join()
        process.stdout.close()


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == leader:
                found.append(int(folder.name))
    return found


def proportional(pid: int) -> int:
    """What a process holds, in bytes; of pages that it shares, its share."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
