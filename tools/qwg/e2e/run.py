"""A tree comes in; its Xen hosts are run in emulation with all their guests, and a report goes out."""
from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from qwg.aii.serve import servers
from qwg.site.errors import Refused, WrongUse
from qwg.site.outputs import build_lock
from qwg.site.tree import Tree, find_tree, nearest

from . import initramfs, kernels
from .breaks import BREAKS
from .compare import Difference, Records, compare
from .machine import ADDRESS, SERVER, Machine, check_qemu, run
from .packages import Missing, unpacked
from .report import E2eReport, HostRun
from .scenario import NotMade, Scenario, Stage, scenario

LEAST_MEMORY = 96
MOST_MEMORY = 4096
# What Xen needs for a guest besides its memory, in MB.
GUEST_OVERHEAD = 24
MEMORY = 112
LIMIT = 900
# As many hosts run at once as most machines have processors to spare.
HOSTS_AT_ONCE = 2

Say = Callable[[str], None]


def run_e2e(tree: str | None, default: str | Path, hosts: list[str] = (), memory: int = MEMORY, limit: int = LIMIT,
            broken: str | None = None, show_progress: bool = False) -> E2eReport:
    """Runs the named hosts (none: all); never raises for bad input or a machine that lacks something.

    `tree` and `default` are as in `find_tree`; `memory` is the MB of the first guest, `limit` the seconds that a host
    may take; `broken` is a key of BREAKS.
    """
    report, start = E2eReport(), time.monotonic()

    def say(text: str) -> None:
        if show_progress:
            print(f"{time.monotonic() - start:6.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        check(memory, limit, broken)
        report.tree = found = find_tree(tree, default)
        check_qemu()
        packages = unpacked(say)
        # One run at a time keeps its consoles there.
        with build_lock(found.build / "e2e", lambda: say("another run is at work in build/e2e; waiting for it")), \
                tempfile.TemporaryDirectory(prefix="qwg-e2e-", ignore_cleanup_errors=True) as work:
            made = scenario(found, Path(work), list(hosts), memory, broken, say)
            report.broken = broken
            report.unsuitable = made.unsuitable
            if not made.cards and not made.unsuitable:
                raise Missing(f"there is no Xen host with guests in {found.top}")
            run_hosts(found, made, packages, Path(work), limit, report, say)
    except Missing as missing:
        report.skipped = str(missing)
    except NotMade as failed:
        report.failed = failed.report
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("e2e.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    report.seconds = time.monotonic() - start
    return report


def check(memory: int, limit: int, broken: str | None) -> None:
    if not LEAST_MEMORY <= memory <= MOST_MEMORY:
        raise WrongUse("e2e.memory", f"the memory of a guest must be from {LEAST_MEMORY} to {MOST_MEMORY} MB, "
                       f"is {memory}")
    if limit < 1:
        raise WrongUse("e2e.limit", f"the limit must be at least 1 second, is {limit}")
    if broken is not None and broken not in BREAKS:
        raise WrongUse("e2e.break", f"nothing can be broken that is called '{broken}'{nearest(broken, list(BREAKS))}")


def run_hosts(tree: Tree, made: Scenario, packages: Path, work: Path, limit: int, report: E2eReport,
              say: Say) -> None:
    """Runs the hosts side by side, and ends all of them if this is interrupted."""
    names = sorted(made.cards.keys() - made.unsuitable.keys())
    initramfs.guest_initrd(packages, work / "guest", work / "guest.img")
    kernels.write_guest_kernel(packages, work / "guest-kernel")
    kernels.write_hypervisor(packages, work / "xen.elf")
    stop = Event()
    with ExitStack() as stack:
        addresses = [serve(stack, stage, work) for stage in made.stages]
        pool = stack.enter_context(ThreadPoolExecutor(HOSTS_AT_ONCE))
        # Before the pool waits for its threads.
        stack.callback(stop.set)
        runs = [pool.submit(run_host, name, made, packages, work, tree.build / "e2e" / name, addresses, limit, stop,
                            say) for name in names]
        for each in runs:
            report.hosts.append(each.result())


def serve(stack: ExitStack, stage: Stage, work: Path) -> str:
    """Puts the guests' kernel where the install server of the stage must have one, and serves it; where it is."""
    for files, source in ((stage.kernels, "guest-kernel"), (stage.initrds, "guest.img")):
        for file in sorted(files):
            target = stage.server / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(work / source, target)
    ports = {kind: urlsplit(address).port for kind, address in stack.enter_context(servers(stage.server)).items()}
    return f"{SERVER} {ports['http']} {ports['tftp']}\n"


def run_host(name: str, made: Scenario, packages: Path, work: Path, output: Path, addresses: list[str], limit: int,
             stop: Event, say: Say) -> HostRun:
    """One host through all stages; its console is kept in `output`."""
    folder = work / "machines" / name
    folder.mkdir(parents=True)
    output.mkdir(parents=True, exist_ok=True)
    for link, target in (("xen.elf", work / "xen.elf"), ("vmlinuz", kernels.kernel(packages))):
        (folder / link).symlink_to(target)
    stages = [stage.hosts[name] for stage in made.stages]
    loaders = sorted({guest.loader for stage in stages for guest in stage.guests})
    files = dom0_files(name, made, addresses)
    files |= {"boot/vmlinuz": work / "guest-kernel", "boot/initrd": work / "guest.img"}
    initramfs.dom0_initrd(packages, folder / "root", folder / "dom0.img", files, loaders)
    memory = max(sum(guest.memory + GUEST_OVERHEAD for guest in stage.guests) for stage in stages)
    console = output / "serial.log"
    console.unlink(missing_ok=True)
    machine = Machine(folder, console, [mac for _, mac in made.cards[name]], memory, limit)
    say(f"{name}: Xen starts, with {machine.memory} MB; console: {console}")
    records, start = Records(), time.monotonic()
    with closing(run(machine, stop)) as lines:
        for line in lines:
            step = records.take(line)
            if step:
                say(f"{name}: {step}")
            if records.ended:
                break
    found = HostRun(name, console, time.monotonic() - start)
    if not records.ended:
        ended = f"the run did not come to its end within {limit} seconds" \
            if found.seconds >= limit else f"QEMU ended: {last_line(folder / 'qemu.log')}"
        found.differences.append(Difference(name, "", "", f"{ended}; see {console}"))
    found.differences += [Difference(name, "", "", f"in dom0: {text}") for text in records.failures]
    for stage, seen in zip(made.stages, records.stages):
        host = stage.hosts[name]
        started = [guest for guest in host.guests if guest.name in host.changed]
        found.take(stage.title, started, seen, compare(name, stage.title, started, host.bridges, seen))
    return found


def last_line(file: Path) -> str:
    lines = file.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "without a message"


def dom0_files(name: str, made: Scenario, addresses: list[str]) -> dict[str, bytes | Path]:
    """What dom0's init reads: the files of each stage, and what the harness alone makes."""
    stages = [stage.hosts[name] for stage in made.stages]
    groups: dict[str, int] = {}
    for stage in stages:
        for group, size in stage.groups.items():
            groups[group] = max(size, groups.get(group, 0))
    files: dict[str, bytes | Path] = {
        "config/volume-groups": "".join(f"{group} {size}\n" for group, size in sorted(groups.items())).encode(),
        "config/default-bridge": f"{stages[0].default_bridge}\n".encode(),
        "config/cards": "".join(f"{mac} {card}\n" for card, mac in made.cards[name]).encode(),
        "config/address": f"{ADDRESS}\n".encode(),
    }
    for number, (stage, address) in enumerate(zip(stages, addresses), 1):
        folder = f"stages/{number}"
        files |= {f"{folder}/{path}": data for path, data in stage.files.items()}
        files[f"{folder}/changed"] = "".join(f"{guest}\n" for guest in stage.changed).encode()
        files[f"{folder}/server"] = address.encode()
    return files
