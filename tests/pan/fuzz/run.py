"""Sources come in; those that the compiler does not answer with a result or a Diagnostic go out, as findings.

The compiler is called by its command line's entry point, in worker processes that have a limit on time for each
source and on memory. A finding is a traceback, an internal error, a time-out, a dead worker, or output that is not
XML.
"""
from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__" or not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate  # noqa: E402

SECONDS = 40
MEGABYTES = 1500
CHUNK = 100
HEADER = re.compile(r"^(parse|syntax|evaluation|validation|system) error \[", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    number: int
    what: str


class TooLong(BaseException):
    """A source takes longer than SECONDS; not an Exception, so that nothing on the way swallows it."""


def alarm(signum, frame):
    raise TooLong


def judge(data: bytes) -> str | None:
    """None when the compiler answers a source as it must, else what is wrong."""
    from lxml import etree

    from qwg.pan.cli import main
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    output, errors = io.StringIO(), io.StringIO()
    try:
        (folder / "fuzz.pan").write_bytes(data)
        signal.signal(signal.SIGALRM, alarm)
        signal.alarm(SECONDS)
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                status = main(["--include-path", str(folder), "--output-dir", str(folder), "--formats", "pan,json,dep",
                               str(folder / "fuzz.pan")])
        except TooLong:
            return f"no answer within {SECONDS} s"
        except BaseException as error:
            return f"{type(error).__name__}: {error}"
        finally:
            signal.alarm(0)
        text = output.getvalue()
        if status == 1 and HEADER.search(text) and "internal error" not in text.partition("\n")[0]:
            return None
        if status != 0:
            return f"exit status {status}: {text[:300]}"
        result = folder / "fuzz.xml"
        if result.exists():
            try:
                etree.parse(result, etree.XMLParser(huge_tree=True))
            except etree.XMLSyntaxError as error:
                return f"the output is not XML: {error}"
        return None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepare() -> None:
    limit = MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def judge_chunk(seed: int, numbers: range) -> list[Finding]:
    found = []
    for number in numbers:
        what = judge(generate.source(seed, number))
        if what is not None:
            found.append(Finding(number, what))
    return found


def fuzz(seed: int, count: int, workers: int = os.cpu_count() or 1, on_chunk=None) -> list[Finding]:
    """Judge `count` sources of a seed; the findings come back in order."""
    chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    found: list[Finding] = []
    while chunks:
        with ProcessPoolExecutor(workers, initializer=prepare, max_tasks_per_child=4) as pool:
            futures = [(chunk, pool.submit(judge_chunk, seed, chunk)) for chunk in chunks]
            chunks = []
            for chunk, future in futures:
                try:
                    found += future.result()
                    if on_chunk:
                        on_chunk(len(chunk))
                except BrokenProcessPool:
                    # Some source of those under way kills its process: each is tried again by itself.
                    if len(chunk) == 1:
                        found.append(Finding(chunk[0], "the process died"))
                    else:
                        chunks += [range(number, number + 1) for number in chunk]
        workers = 1 if chunks else workers
    return sorted(found, key=lambda finding: finding.number)


def main(seed: int, count: int, replay: str | None = None) -> int:
    """The task: print the seed, judge, print and keep the findings; 1 if there are any."""
    if replay is not None:
        what = judge(Path(replay).read_bytes())
        print(what or "answered as it must be")
        return 1 if what else 0
    print(f"seed {seed}, {count} sources; again with: ./invoke fuzz --seed {seed} --count {count}")
    progress = contextlib.nullcontext()
    if sys.stdout.isatty():
        from rich.progress import Progress
        progress = Progress()
    with progress as bar:
        task = bar.add_task("sources", total=count) if bar else None
        found = fuzz(seed, count, on_chunk=(lambda done: bar.advance(task, done)) if bar else None)
    for finding in found:
        file = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{finding.number}.pan"
        file.write_bytes(generate.source(seed, finding.number))
        print(f"{file}: {finding.what.splitlines()[0][:200]}")
    print(f"{count} sources, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]), int(arguments[1])))
