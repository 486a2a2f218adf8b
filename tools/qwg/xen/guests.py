"""A compiled and checked tree comes in; its hosts and guests go out, as a table, as JSON, and as a web page.

Memory and disks are in MB. `state` is ok, or counts the findings; a hint does not count.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.errors import Refused
from qwg.site.outputs import write_if_changed
from qwg.site.report import Report, counted, print_table

from .checks import Checked
from .domain import shown
from .hosts import compile_and_check
from .machines import Machine, Placement
from .rules import Site, groups_used, guests_memory, unsafe

HEADINGS = ["Host, guest", "State", "System", "RAM (MB)", "CPUs", "Disks (MB)", "Bridges"]
# Larger than any file for xm; what else is there is not ours.
MAX_FILE = 1024 * 1024
LONGEST = 300


@dataclass
class GuestRow:
    """A guest on a host; `machine` is None if it has no profile, `file` what stands in /etc/xen, None if nothing."""
    placement: Placement
    machine: Machine | None
    findings: list[Diagnostic] = field(default_factory=list)
    file: str | None = None

    @property
    def disk(self) -> int:
        return sum(volume.size or 0 for volume in self.placement.volumes)


@dataclass
class HostRow:
    """A host with its guests."""
    machine: Machine
    guests: list[GuestRow]
    findings: list[Diagnostic] = field(default_factory=list)

    @property
    def memory(self) -> int:
        """What guests and host need together."""
        return guests_memory(self.machine) + (self.machine.dom0_memory or 0)


@dataclass
class Overview:
    """What `./invoke guests` shows: the hosts, the guests that are on none, and all findings."""
    report: Report
    hosts: list[HostRow] = field(default_factory=list)
    homeless: list[Machine] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    page: Path | None = None

    @property
    def exit_code(self) -> int:
        return self.report.exit_code

    def show(self, as_json: bool = False) -> None:
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        # Values of a profile are data, also on a terminal.
        rows = [[shown(cell, LONGEST) for cell in row] for row in self.rows()]
        if rows:
            print_table(HEADINGS, rows)
            print()
        sys.stdout.flush()
        for finding in [*self.report.findings(), *self.report.hints]:
            print(f"{finding.text()}\n", file=sys.stderr)
        sys.stderr.flush()
        if self.report.build:
            print(self.summary())

    def summary(self) -> str:
        guests = sum(len(host.guests) for host in self.hosts) + len(self.homeless)
        where = f"; the page is {self.page}" if self.page else ""
        return f"{counted(len(self.hosts), 'host')}, {counted(guests, 'guest')}; {state(self.findings)}{where}"

    def rows(self) -> Iterator[list[str]]:
        """The cells of the table, in the order of HEADINGS."""
        for host in self.hosts:
            machine = host.machine
            yield [machine.name, state(host.findings), machine.system, of(host.memory, machine.memory),
                   str(machine.cores or "?"), ", ".join(group_texts(machine)),
                   ", ".join(f"{bridge.name}={bridge.interface}" for bridge in machine.bridges)]
            for guest in host.guests:
                placement = guest.placement
                disks = " ".join(f"{volume.device}={volume.size or '?'}" for volume in placement.volumes)
                yield [f"  {placement.key}", state(guest.findings), guest.machine.system if guest.machine else "",
                       str(placement.memory or "?"), str(placement.vcpus or 1), disks,
                       ", ".join(bridges_of(placement))]
        for machine in self.homeless:
            findings = [finding for finding in self.findings if finding.object_name == machine.profile]
            disks = " ".join(f"{name}={size or '?'}" for name, size in machine.disks.items())
            yield [f"(no host) {machine.name}", state(findings), machine.system, str(machine.memory or "?"),
                   str(machine.cores or "?"), disks, ""]

    def as_dict(self) -> dict:
        """The JSON document; memory and sizes in MB, null where they are not known."""
        return {"ok": self.exit_code == 0, "exit_code": self.exit_code,
                "tree": str(self.report.tree.top) if self.report.tree else None,
                "hosts": [host_dict(host) for host in self.hosts],
                "without_host": [machine.name for machine in self.homeless],
                "page": str(self.page) if self.page else None,
                "diagnostics": self.report.as_dict()["diagnostics"]}


def host_dict(host: HostRow) -> dict:
    machine = host.machine
    used = groups_used(machine)
    return {"name": machine.name, "profile": machine.profile, "cluster": machine.cluster, "system": machine.system,
            "state": state(host.findings), "kernel": machine.kernel, "xen": machine.xen, "cores": machine.cores,
            "memory_mb": machine.memory, "memory_needed_mb": host.memory, "dom0_memory_mb": machine.dom0_memory,
            "volume_groups": [{"name": name, "size_mb": machine.groups[name].size if name in machine.groups else None,
                               "used_mb": used.get(name, 0)} for name in group_names(machine)],
            "bridges": {bridge.name: bridge.interface for bridge in machine.bridges},
            "guests": [guest_dict(guest) for guest in host.guests]}


def guest_dict(guest: GuestRow) -> dict:
    placement = guest.placement
    return {"name": placement.key, "profile": guest.machine.profile if guest.machine else None,
            "system": guest.machine.system if guest.machine else "", "state": state(guest.findings),
            "memory_mb": placement.memory, "vcpus": placement.vcpus or 1, "autostart": placement.auto,
            "bootloader": placement.bootloader,
            "disks": [{"device": volume.device, "source": volume.source, "size_mb": volume.size}
                      for volume in placement.volumes],
            "interfaces": [{"mac": interface.mac, "bridge": interface.bridge} for interface in placement.interfaces],
            "addresses": [address.ip for address in guest.machine.addresses] if guest.machine else []}


def state(findings: list[Diagnostic]) -> str:
    counts = {kind: sum(finding.severity == kind for finding in findings) for kind in ("error", "warning")}
    return ", ".join(counted(count, kind) for kind, count in counts.items() if count) or "ok"


def of(used: int, size: int | None) -> str:
    return f"{used} of {size}" if size is not None else f"{used} of ?"


def group_names(machine: Machine) -> list[str]:
    return sorted({*machine.groups, *groups_used(machine)})


def group_texts(machine: Machine) -> list[str]:
    """What the guests, and the host itself, take of each volume group."""
    used = groups_used(machine)
    texts = []
    for name in group_names(machine):
        group = machine.groups.get(name)
        texts.append(f"{name}: {of(used.get(name, 0) + (group.own if group else 0), group.size if group else None)}")
    return texts


def bridges_of(placement: Placement) -> list[str]:
    """The bridges of a guest's VIFs; without one Xen takes its default."""
    return sorted({interface.bridge or "default" for interface in placement.interfaces})


def guests_overview(tree: str | None, default: str | Path, html: str | None = None,
                    show_progress: bool = False) -> Overview:
    """Compiles the tree and looks at its hosts and guests; never raises for bad input.

    `tree` and `default` are as in `find_tree`; `html` is a file for the web page.
    """
    report, checked = compile_and_check(tree, default, show_progress=show_progress)
    overview = Overview(report)
    if checked is None:
        return overview
    fill(overview, checked)
    if html is not None:
        from .page import page

        target = Path(html).absolute()
        try:
            write_if_changed(target, page(overview))
            overview.page = target
        except OSError as error:
            report.add(Refused("xen.page", f"cannot be written: {error.strerror or error}", html).diagnostic, 1)
    return overview


def fill(overview: Overview, checked: Checked) -> None:
    site: Site = checked.site
    report = overview.report
    overview.findings = [*(finding.diagnostic for finding in report.findings()), *report.hints]
    by_object: dict[str, list[Diagnostic]] = {}
    for finding in report.findings():
        for profile in dict.fromkeys((*finding.profiles, finding.diagnostic.object_name)):
            by_object.setdefault(profile, []).append(finding.diagnostic)
    for host in site.hosts:
        row = HostRow(host, [], by_object.get(host.profile, []))
        for of_host, placement, machine in site.placements:
            if of_host is host:
                findings = by_object.get(machine.profile, []) if machine else \
                    [finding for finding in row.findings if placement.path in finding.message]
                row.guests.append(GuestRow(placement, machine, findings, guest_file(overview, host, placement)))
        overview.hosts.append(row)
    listed = {machine.profile for _, _, machine in site.pairs()}
    overview.homeless = [machine for machine in site.guests if machine.profile not in listed]


def guest_file(overview: Overview, host: Machine, placement: Placement) -> str | None:
    """The guest's file as it lies in build/hosts."""
    if unsafe(placement.key) or any(unsafe(part) for part in host.profile.split("/")):
        return None
    try:
        path = overview.report.tree.build / "hosts" / host.profile / "etc" / "xen" / placement.key
        with open(path, encoding="ascii", errors="replace") as handle:
            return handle.read(MAX_FILE)
    except OSError:
        return None
