"""The pid of a session's leader in, the processes of that session out."""
from __future__ import annotations

import time
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the processes")


def processes(session: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found.append(int(folder.name))
        except (OSError, ValueError):
            pass
    return sorted(found)


def wait_for(what):
    for _ in range(3000):
        found = what()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("nothing came in 30 seconds")
