"""Work that several processes share: the results and their order, and what becomes of it when one of them ends."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from qwg.pan import compiler
from qwg.site import forks

HERE = os.getpid()
ITEMS = list(range(2500))


@pytest.fixture(params=[1, 2, 5])
def processes(request, monkeypatch):
    return pretend(monkeypatch, request.param)


@pytest.fixture
def three(monkeypatch):
    return pretend(monkeypatch, 3)


def pretend(monkeypatch, count: int) -> int:
    """As many processors, and work that is always worth a process more."""
    monkeypatch.setattr(compiler, "usable_cpus", lambda: count)
    monkeypatch.setattr(compiler, "FORK_COST", -1)
    return count


def slowly(item: int) -> tuple[int, int]:
    time.sleep(0.0002)
    return item, os.getpid()


def gone(pids) -> bool:
    """Whether none of the processes is there any more, not even as one that nobody waited for."""
    for pid in set(pids) - {HERE}:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        return False
    return True


def test_results_have_the_order_of_the_items(processes):
    found = list(forks.results(slowly, ITEMS))
    assert [item for item, _ in found] == ITEMS
    pids = {pid for _, pid in found}
    assert len(pids) == processes and HERE in pids and gone(pids)


def test_a_few_items_need_no_other_process(three):
    assert {pid for _, pid in forks.results(slowly, ITEMS[:forks.FEW])} == {HERE}


def test_work_that_is_soon_done_needs_no_other_process(monkeypatch):
    monkeypatch.setattr(compiler, "usable_cpus", lambda: 3)
    assert set(forks.results(lambda item: os.getpid(), ITEMS[:100])) == {HERE}


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0, lambda: os._exit(0)],
                         ids=["killed", "failing", "ending"])
def test_what_a_process_had_that_is_lost_is_done_here(three, end):
    def function(item: int) -> tuple[int, int]:
        if os.getpid() != HERE and item > 500:
            end()
        return slowly(item)

    found = list(forks.results(function, ITEMS))
    pids = {pid for _, pid in found}
    assert [item for item, _ in found] == ITEMS and len(pids) == 3 and gone(pids)


def test_an_error_comes_out_here(three):
    def function(item: int) -> int:
        return os.getpid() if item != 2000 else 1 // 0

    pids = []
    with pytest.raises(ZeroDivisionError):
        pids.extend(forks.results(function, ITEMS))
    assert gone(pids)


def test_results_that_nobody_wants_end_the_others(three):
    with closing(forks.results(slowly, ITEMS)) as results:
        pids = {next(results)[1] for _ in range(1000)}
        assert len(pids) == 3
    assert gone(pids)


def test_without_more_processes_this_one_does_it(three, monkeypatch):
    def refused():
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    assert set(forks.results(slowly, ITEMS[:200])) == {(item, HERE) for item in ITEMS[:200]}


PROGRAM = """
import os, sys, time
from qwg.pan import compiler
from qwg.site import forks

compiler.usable_cpus = lambda: 3

def work(item):
    time.sleep(0.02)
    return os.getpid()

pids = set()
try:
    for pid in forks.results(work, range(forks.MOST_NUMBERS)):
        pids.add(pid)
        if len(pids) == 3:
            print(*pids, flush=True)
            pids.add(0)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM),
                                            (signal.SIGKILL, -signal.SIGKILL)])
@pytest.mark.parametrize("whole", [True, False], ids=["all processes", "the first process"])
def test_a_signal_ends_all_processes(checkout: Path, number: int, status: int, whole: bool):
    process = subprocess.Popen([sys.executable, "-c", PROGRAM], text=True, start_new_session=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={**os.environ, "PYTHONPATH": str(checkout / "tools")})
    pids = list(map(int, process.stdout.readline().split()))
    (os.killpg if whole else os.kill)(process.pid, number)
    # It ends with the last process that has its end of the pipe.
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said, len(pids)) == (status, "", 3)
    deadline = time.monotonic() + 30
    while not gone(pids) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert gone(pids)
