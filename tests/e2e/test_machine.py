"""Scripts in QEMU's place; a run always comes to its end, and leaves no process."""
from __future__ import annotations

import os
import time
from threading import Event

import pytest

from qwg.e2e.machine import Machine, check_qemu, run
from qwg.e2e.packages import Missing


@pytest.fixture
def machine(tmp_path):
    folder = tmp_path / "machine"
    folder.mkdir()
    return Machine(folder, tmp_path / "serial, one.log", ["00:16:3e:00:00:01", "00:16:3e:00:00:02"], 256, 60)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that ended, but that nobody waited for, counts as gone.
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(pid: int) -> None:
    for _ in range(200):
        if not alive(pid):
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} still runs")


# It ignores a polite request to end.
STUBBORN = "trap '' TERM; echo $$ >>records; printf 'half ' >>records; printf 'a line\\n' >>records; sleep 600 & wait"


def test_lines_come_as_they_are_written_and_the_end_is_the_end_of_qemu(programs, machine, monkeypatch):
    monkeypatch.setattr("qwg.e2e.machine.SECONDS_TO_DIE", 0.5)
    programs("qemu-system-x86_64", STUBBORN)
    lines = run(machine, Event())
    pid = int(next(lines))
    assert next(lines) == "half a line" and alive(pid)
    lines.close()
    wait_until_gone(pid)


def test_the_limit_ends_a_run(programs, machine):
    programs("qemu-system-x86_64", "echo $$ >>records; sleep 600")
    short = Machine(machine.folder, machine.console, [], 0, 1)
    [pid] = run(short, Event())
    wait_until_gone(int(pid))


def test_an_interruption_ends_a_run(programs, machine):
    programs("qemu-system-x86_64", "echo $$ >>records; sleep 600")
    stop = Event()
    lines = run(machine, stop)
    pid = int(next(lines))
    stop.set()
    assert list(lines) == []
    wait_until_gone(pid)


def test_qemu_that_ends_by_itself(programs, machine):
    programs("qemu-system-x86_64", "echo one >>records; echo 'no memory' >&2; exit 1")
    assert list(run(machine, Event())) == ["one"]
    assert (machine.folder / "qemu.log").read_text() == "no memory\n"


def test_the_command_line(machine):
    command = machine.command()
    assert f"file,id=console,path={machine.folder.parent}/serial,, one.log" in command
    assert "user,id=card0" in command and "e1000,netdev=card1,mac=00:16:3e:00:00:02,romfile=" in command
    assert command[command.index("-m") + 1] == str(machine.memory)


def test_without_qemu(programs):
    with pytest.raises(Missing, match="qemu-system-x86_64 is not here: install the package qemu-system-x86"):
        check_qemu()
