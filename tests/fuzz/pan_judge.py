"""Sources of Pan come in; those that the compiler does not answer with a result or a Diagnostic go out, as findings.

The compiler is called by its command line's entry point, within limits of time and memory. A finding is a traceback,
an internal error, no answer in time, a dead process, or output that is not XML.
"""
from __future__ import annotations

import contextlib
import io
import json
import os
import re
import resource
import signal
import tempfile
from pathlib import Path

import pan_sources
from campaign import Finding, Target
from lxml import etree
from pan_sources import CHECKOUT, NAME
from qwg.pan.cli import main

# Of the processor, so that a busy machine finds nothing more.
SECONDS = 20
MEGABYTES = 1500
HEADER = re.compile(r"^(parse|syntax|evaluation|validation|system) error \[", re.MULTILINE)
# Those of the example cluster, so that damaged templates find what they include.
INCLUDE_PATH = [str(CHECKOUT / folder) for folder in ("sites/example", "standard", "templates/components-xen",
                                                      "templates/os", "templates/core")]
# Where files cost least; None is the usual place.
MEMORY = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)


class TooLong(BaseException):
    """A source takes longer than SECONDS; not an Exception, so that nothing on the way swallows it."""


def alarm(signum, frame):
    raise TooLong


def judge(data: bytes) -> str | None:
    """None when the compiler answers a source as it must, else what is wrong."""
    with tempfile.TemporaryDirectory(prefix="fuzz", dir=MEMORY) as folder:
        return judge_in(Path(folder), data)


def judge_in(folder: Path, data: bytes) -> str | None:
    source = folder / f"{NAME}.pan"
    output = folder / "output"
    source.write_bytes(data)
    output.mkdir()
    said = io.StringIO()
    signal.signal(signal.SIGPROF, alarm)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            status = main(["--include-path", os.pathsep.join([str(folder), *INCLUDE_PATH]), "--output-dir", str(output),
                           "--formats", "pan,json,dep", str(source)])
    except TooLong:
        return f"no answer within {SECONDS} s of the processor"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    written = sorted(file.name for file in output.rglob("*"))
    if status == 1 and HEADER.search(said.getvalue()):
        return f"refused, and yet there is {written[0]}" if written else None
    if status != 0:
        return f"exit status {status}: {said.getvalue()[:300]}"
    if written != [f"{NAME}.{ending}" for ending in ("dep", "json", "xml")]:
        return f"compiled, and there is {written}"
    try:
        etree.parse(output / f"{NAME}.xml", etree.XMLParser(huge_tree=True))
        json.loads((output / f"{NAME}.json").read_bytes())
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"the output is not XML or not JSON: {error}"
    return None


def limit_memory() -> None:
    limit = MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def judge_chunk(seed: int, start: int, count: int) -> list[Finding]:
    found = []
    for number in range(start, start + count):
        data = pan_sources.source(seed, number)
        what = judge(data)
        if what is not None:
            found.append(Finding(number, what, data))
    return found


TARGET = Target("pan", "sources of Pan", 100_000, 250, ".pan", judge_chunk, judge, divisible=True, prepare=limit_memory)
