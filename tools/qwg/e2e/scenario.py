"""A tree comes in; the stages that its hosts are brought to, each with files and what guests must show, go out.

All is done in a copy of the tree, by the same functions as the tasks: first the tree as it is but for the memory of
the guests, then with one guest of each host changed in its template: a further disk, another MAC address.
"""
from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qwg.aii.install_server import write_install_server
from qwg.site.errors import WrongUse
from qwg.site.profile import read_profile
from qwg.site.report import Report
from qwg.site.tree import SETTINGS, Tree, find_tree, nearest
from qwg.xen.hosts import compile_tree
from qwg.xen.machines import machine_of

from .breaks import BREAKS
from .expected import DEFAULT_BRIDGE, DEVICE, Guest, Unsuitable, bridges_of, guests_of

AS_IT_IS, EDITED = "the tree as it is", "a guest's template edited"
# Each further guest gets a little more, so that no two are alike.
MEMORY_STEP = 8
NEW_DISK_MB = 640
NEW_MAC = "00:16:3e:7f:00:{:02x}"
SPARE_MB = 128


class NotMade(Exception):
    """The tree, or its edited copy, does not compile; `report` says why."""

    def __init__(self, report):
        super().__init__()
        self.report = report


@dataclass
class HostStage:
    """A host in one stage: its files by path, its guests, which of them are made anew, its bridges."""
    files: dict[str, bytes]
    guests: list[Guest]
    changed: list[str]
    bridges: list[str]
    default_bridge: str
    groups: dict[str, int]


@dataclass
class Stage:
    """One state of the tree. `server` is the folder of its install server, which must have these files besides."""
    title: str
    server: Path
    kernels: set[str] = field(default_factory=set)
    initrds: set[str] = field(default_factory=set)
    hosts: dict[str, HostStage] = field(default_factory=dict)


@dataclass
class Scenario:
    """The stages, the MAC addresses of each host's cards, and why a host takes no part."""
    stages: list[Stage]
    cards: dict[str, list[tuple[str, str]]]
    unsuitable: dict[str, str]


def copy_tree(tree: Tree, folder: Path) -> Tree:
    """A copy of the tree's files, without what is made of them; links become files, so that nothing leads back."""
    def left_out(where: str, names: list[str]) -> set[str]:
        return {name for name in names if name in (".git", ".svn", ".venv") or Path(where, name) == tree.build}

    top = folder / "copy" / "tree"
    shutil.copytree(tree.top, top, ignore=left_out, ignore_dangling_symlinks=True)
    for file in SETTINGS:
        # Some are beside the tree.
        source, target = (Path(os.path.normpath(each / file)) for each in (tree.top, top))
        if source.is_file() and not target.exists():
            shutil.copyfile(source, target)
    return find_tree(str(top))


def scenario(tree: Tree, work: Path, hosts: list[str], memory: int, broken: str | None,
             say: Callable[[str], None]) -> Scenario:
    """Makes all stages; NotMade, WrongUse for an unknown host.

    `memory` is the MB of the first guest; with `broken`, a key of BREAKS, there is one stage, with a spoilt file.
    """
    copy = copy_tree(tree, work)
    report = compiled(copy)
    known = [host.name for host in report.hosts if host.domains]
    for name in hosts:
        if name not in known:
            raise WrongUse("e2e.host", f"there is no Xen host '{name}' with guests{nearest(name, known)}")
    profiles = read_profiles(report)
    sources = {outcome.name: outcome.source for outcome in report.build.outcomes}
    templates = {machine_of(profile, name).name: sources[name] for name, profile in profiles.items()}
    made, guests = Scenario([], {}, {}), {}
    for name in (name for name in known if not hosts or name in hosts):
        try:
            guests[name] = guests_of(profiles[name], profiles, name)
            made.cards[name] = cards(profiles[name])
        except Unsuitable as reason:
            made.unsuitable[name] = str(reason)
    say(f"the tree compiles; Xen hosts: {', '.join(guests) or 'none'}")
    for number, guest in enumerate(guest for host in guests.values() for guest in host):
        append(templates[guest.name], f"'/hardware/ram' = list(dict('size', {memory + number * MEMORY_STEP}));")
    made.stages.append(stage(copy, work, AS_IT_IS, made))
    if broken:
        for host in made.stages[0].hosts.values():
            BREAKS[broken](host)
        return made
    taken = {mac for profile in profiles.values() for _, mac in cards(profile)}
    fresh = (mac for mac in map(NEW_MAC.format, range(256)) if mac not in taken)
    for host in guests.values():
        edit(host, templates, next(fresh))
    made.stages.append(stage(copy, work, EDITED, made))
    return made


def compiled(tree: Tree) -> Report:
    report = compile_tree(str(tree.top), tree.top, toolstack="xl")
    if report.exit_code:
        raise NotMade(report)
    return report


def read_profiles(report: Report) -> dict[str, dict]:
    return {outcome.name: read_profile(outcome.readable()) for outcome in report.build.outcomes}


def cards(profile: dict) -> list[tuple[str, str]]:
    """Name and MAC address of each network card of a machine."""
    return [(card.name, card.mac) for card in machine_of(profile, "").cards]


def append(source: Path, statement: str) -> None:
    """A statement at the end of an object template, where it has the last word."""
    text = source.read_text()
    source.write_text(f"{text.rstrip()}\n\n{statement}\n")


def edit(guests: list[Guest], templates: dict[str, Path], mac: str) -> None:
    """Gives the first guest that boots over the network a further disk, and another MAC address."""
    for guest in guests:
        devices = [match for match in (DEVICE.fullmatch(disk.name) for disk in guest.disks) if match]
        if guest.asks and devices:
            kind, letter = devices[-1].groups()
            append(templates[guest.name], f"""\
'/hardware/harddisks/{kind}{chr(ord(letter) + 1)}' = create('hardware/harddisk/xen_vbd', 'capacity', {NEW_DISK_MB});
'/hardware/cards/nic/{guest.nics[0].name}/hwaddr' = '{mac}';""")
            return


def stage(tree: Tree, work: Path, title: str, made: Scenario) -> Stage:
    """Compiles the tree, writes its install server, and takes what the hosts get."""
    profiles = read_profiles(compiled(tree))
    found = Stage(title, work / f"server{len(made.stages) + 1}")
    report = write_install_server(str(tree.top), tree.top, root=str(found.server))
    if report.exit_code:
        raise NotMade(report)
    boots = [each.guest.boot for each in report.installations if each.guest]
    found.kernels, found.initrds = {boot.kernel for boot in boots}, {boot.initrd for boot in boots}
    before = made.stages[-1].hosts if made.stages else {}
    for name in made.cards:
        if name in made.unsuitable:
            continue
        try:
            found.hosts[name] = host_stage(tree.build / "hosts" / name, profiles, name, before.get(name))
        except Unsuitable as reason:
            made.unsuitable[name] = str(reason)
    return found


def host_stage(folder: Path, profiles: dict[str, dict], name: str, before: HostStage | None) -> HostStage:
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*"))
             if file.is_file() and not file.is_symlink()}
    guests = guests_of(profiles[name], profiles, name)
    changed = [guest.name for guest in guests
               if before is None or files[f"etc/xen/{guest.name}"] != before.files.get(f"etc/xen/{guest.name}")]
    plan = files.get("storage.sh", b"").decode("ascii")
    for guest in guests:
        if f"\nstart_domain {guest.name} " not in plan:
            raise Unsuitable(f"its storage plan does not start {guest.name} (XEN_CREATE_DOMAINS)")
    declared = bridges_of(profiles[name])
    return HostStage(files, guests, changed, declared or [DEFAULT_BRIDGE], "" if declared else DEFAULT_BRIDGE,
                     groups(plan))


def groups(script: str) -> dict[str, int]:
    """The volume groups that the storage plan needs, and the MB that its volumes take there."""
    sizes = {name: SPARE_MB for name in re.findall(r"^volume_group (\S+)$", script, re.MULTILINE)}
    for name, size in re.findall(r"^logical_volume (\S+) \S+ (\d+)", script, re.MULTILINE):
        sizes[name] += int(size)
    return sizes
