"""A target and a seed come in; the findings among its inputs go out, judged in worker processes that may die of them."""
from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

# So many chunks a worker judges before a new process takes its place: hostile inputs leave memory behind.
CHUNKS_A_PROCESS = 4


@dataclass(frozen=True)
class Finding:
    """One input that is not dealt with as it must be. `data` is the input, None if it is not known."""
    number: int
    what: str
    data: bytes | None = None


@dataclass(frozen=True)
class Target:
    """What is fuzzed. Its functions must be importable by the worker processes.

    `judge_chunk` takes a seed, the number of the first input and how many, and gives the findings; the same seed and
    numbers mean the same inputs. `judge_again` takes one input. Of a `divisible` target any part of a chunk holds
    the same inputs as the whole has there; else only whole chunks that start at a multiple of `chunk` can be judged.
    """
    name: str
    inputs: str
    count: int
    chunk: int
    suffix: str
    judge_chunk: Callable[[int, int, int], list[Finding]]
    judge_again: Callable[[bytes], str | None]
    divisible: bool = False
    prepare: Callable[[], None] | None = None
    note: str | None = None


def findings(target: Target, seed: int, count: int, workers: int) -> Iterator[tuple[int, list[Finding]]]:
    """Judges `count` inputs; yields for each chunk how many there were and what was found, in order."""
    chunks = [(start, min(target.chunk, count - start)) for start in range(0, count, target.chunk)]
    size = workers * CHUNKS_A_PROCESS
    for batch in (chunks[first:first + size] for first in range(0, len(chunks), size)):
        died = []
        processes = pool(target, workers)
        try:
            for chunk, future in [(chunk, processes.submit(target.judge_chunk, seed, *chunk)) for chunk in batch]:
                try:
                    yield chunk[1], future.result()
                except BrokenProcessPool:
                    died.append(chunk)
        finally:
            processes.shutdown(cancel_futures=True)
        for start, number in died:
            yield number, by_itself(target, seed, start, number)


def by_itself(target: Target, seed: int, start: int, count: int) -> list[Finding]:
    """Judges in a process that nothing else is in; halves the inputs until the one that kills it is alone."""
    try:
        with pool(target, 1) as process:
            return process.submit(target.judge_chunk, seed, start, count).result()
    except BrokenProcessPool:
        if count == 1 or not target.divisible:
            which = "" if count == 1 else f" on one of the {count} inputs from here"
            return [Finding(start, f"the process died{which}")]
        half = count // 2
        return by_itself(target, seed, start, half) + by_itself(target, seed, start + half, count - half)


def pool(target: Target, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=prepare, initargs=(target.prepare,))


def prepare(of_target: Callable[[], None] | None) -> None:
    # Ctrl-C is for the process that collects.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if of_target:
        of_target()
