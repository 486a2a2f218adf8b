"""A hypervisor, a kernel and an initial RAM disk come in; QEMU runs them, and the lines that dom0 writes go out.

QEMU emulates the processor in software, so neither virtualisation in hardware nor a privilege is needed. The first
serial line is the console; what dom0 writes to the second are its records.
"""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from .packages import Missing

QEMU = "qemu-system-x86_64"
DOM0_MB = 576
XEN_MB = 160
# With `max` a kernel that dom0 unpacks is now and then damaged, as if the state of AVX were lost between domains.
PROCESSOR = "qemu64"
# Nanoseconds of the machine's time for each of its instructions, as a power of two. So a busy machine here is a slow
# one there, but no timeout of Xen's tools, of which the shortest are 10 seconds, passes any earlier.
INSTRUCTION = 1
# Where dom0 sees this machine's loopback, by the defaults of QEMU's own network.
SERVER = "10.0.2.2"
ADDRESS = "10.0.2.15/24"
SECONDS_TO_DIE = 5


@dataclass(frozen=True)
class Machine:
    """`folder` holds xen.elf, vmlinuz and dom0.img and gets the records; `console` is the file of the console.

    `cards` are the MAC addresses of its network cards, the first of which reaches the servers; `guests_mb` is the
    memory of all guests; after `limit` seconds the run is over.
    """
    folder: Path
    console: Path
    cards: list[str]
    guests_mb: int
    limit: float

    @property
    def memory(self) -> int:
        return DOM0_MB + XEN_MB + self.guests_mb

    def command(self) -> list[str]:
        # The limit holds even if this process is killed.
        command = ["timeout", f"--kill-after={SECONDS_TO_DIE}", f"{self.limit:.0f}",
                   QEMU, "-accel", "tcg", "-icount", f"shift={INSTRUCTION}", "-cpu", PROCESSOR,
                   "-m", str(self.memory), "-smp", "1",
                   "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
                   "-kernel", "xen.elf", "-append", f"dom0_mem={DOM0_MB}M,max:{DOM0_MB}M console=com1 com1=115200",
                   "-initrd", "vmlinuz console=hvc0 quiet,dom0.img",
                   "-chardev", f"file,id=console,path={str(self.console).replace(',', ',,')}",
                   "-serial", "chardev:console", "-serial", "file:records"]
        for number, mac in enumerate(self.cards):
            kind = "user" if number == 0 else f"hubport,hubid={number}"
            # Nobody boots from a card, so it needs no boot ROM, which is in a package of its own.
            command += ["-netdev", f"{kind},id=card{number}",
                        "-device", f"e1000,netdev=card{number},mac={mac},romfile="]
        return command


def check_qemu() -> None:
    if shutil.which(QEMU) is None:
        raise Missing(f"{QEMU} is not here: install the package qemu-system-x86")


def run(machine: Machine, stop: Event) -> Iterator[str]:
    """The records, as they come, until `stop` is set, the limit is reached or QEMU ends; QEMU is gone afterwards."""
    records = machine.folder / "records"
    records.touch()
    deadline = time.monotonic() + machine.limit
    with open(machine.folder / "qemu.log", "wb") as log:
        process = subprocess.Popen(machine.command(), cwd=machine.folder, stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=log, start_new_session=True)
    try:
        with open(records, errors="replace") as file:
            rest = ""
            while True:
                ended = process.poll() is not None or time.monotonic() > deadline
                *lines, rest = (rest + file.read()).split("\n")
                yield from lines
                if ended or stop.wait(0.2):
                    return
    finally:
        end(process)


def end(process: subprocess.Popen) -> None:
    """Ends QEMU and `timeout`, which are a process group of their own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        try:
            os.killpg(process.pid, number)
            process.wait(SECONDS_TO_DIE)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
