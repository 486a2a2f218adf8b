"""What the hosts showed comes in; a table with the differences for a reader, or JSON, and an exit code go out."""
from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.report import Finding, print_table
from qwg.site.tree import Tree

from .compare import Difference, Seen, StageSeen
from .expected import Guest

HEADINGS = ["Guest", "Host", "Stage", "Memory", "CPUs", "Disks", "Network", "Result"]


@dataclass
class HostRun:
    """One host: the file of its console, how long it ran, its guests in each stage, all differences."""
    name: str
    console: Path
    seconds: float
    guests: list[tuple[str, Guest, Seen, bool]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def take(self, stage: str, started: list[Guest], seen: StageSeen, differences: list[Difference]) -> None:
        self.differences += differences
        wrong = {difference.guest for difference in differences}
        self.guests += [(stage, guest, seen.guests.get(guest.name, Seen()), guest.name not in wrong)
                        for guest in started]


@dataclass
class E2eReport:
    """All that a run has to say. `skipped` is why nothing could be run, `failed` the report of a failed compilation,
    `unsuitable` says of hosts why they cannot be run."""
    tree: Tree | None = None
    hosts: list[HostRun] = field(default_factory=list)
    unsuitable: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    skipped: str | None = None
    failed: object | None = None
    broken: str | None = None
    seconds: float = 0.0
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    @property
    def differences(self) -> list[Difference]:
        return [difference for host in self.hosts for difference in host.differences]

    @property
    def exit_code(self) -> int:
        """0 all is as the profiles say, or nothing could be run here; 1 a difference; 2 wrong use."""
        if self.failed is not None:
            return self.failed.exit_code
        return self.worst or int(bool(self.differences))

    def show(self, as_json: bool = False) -> None:
        """The table or the JSON to standard output, differences for a reader to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        if self.failed is not None:
            self.failed.show()
            return
        rows = [row(host.name, *guest) for host in self.hosts for guest in host.guests]
        if rows:
            print_table(HEADINGS, rows)
            print()
        sys.stdout.flush()
        for diagnostic in self.diagnostics:
            print(Finding(diagnostic).text(), file=sys.stderr)
        for difference in self.differences:
            print(f"different: {difference}", file=sys.stderr)
        sys.stderr.flush()
        for line in self.summary():
            print(line)

    def summary(self) -> list[str]:
        if self.worst:
            return []
        if self.skipped is not None:
            return [f"1 skipped: {self.skipped}"]
        lines = [f"1 skipped: {name}: {reason}" for name, reason in sorted(self.unsuitable.items())]
        lines += [f"console of {host.name}: {host.console}" for host in self.hosts]
        count = len(self.differences)
        hosts = f"{len(self.hosts)} host{'s' if len(self.hosts) != 1 else ''}"
        starts = sum(len(host.guests) for host in self.hosts)
        broken = f", broken on purpose: {self.broken}" if self.broken else ""
        lines.append(f"{hosts}{broken}; {starts} starts of guests compared with their profiles in "
                     f"{self.seconds:.0f} s; {count} difference{'s' if count != 1 else ''}")
        return lines

    def as_dict(self) -> dict:
        """The JSON document; memory and sizes in MB."""
        document = {"ok": self.exit_code == 0, "exit_code": self.exit_code,
                    "tree": str(self.tree.top) if self.tree else None, "skipped": self.skipped,
                    "skipped_hosts": self.unsuitable, "broken": self.broken,
                    "hosts": [host_dict(host) for host in self.hosts],
                    "differences": [asdict(difference) for difference in self.differences],
                    "diagnostics": [Finding(diagnostic).as_dict() for diagnostic in self.diagnostics]}
        if self.failed is not None:
            document["diagnostics"] += self.failed.as_dict()["diagnostics"]
        return document


def host_dict(host: HostRun) -> dict:
    return {"name": host.name, "console": str(host.console), "seconds": round(host.seconds, 1),
            "guests": [{"stage": stage, "same": same, "expected": asdict(guest), "seen": asdict(seen)}
                       for stage, guest, seen, same in host.guests]}


def row(host: str, stage: str, guest: Guest, seen: Seen, same: bool) -> list[str]:
    """The cells of one guest, in the order of HEADINGS; what it showed, not what it should."""
    disks = ", ".join(f"{name} {size:g} MB" for _, (name, size) in sorted(seen.disks.items()))
    network = ", ".join(f"{mac} on {seen.bridges.get(number) or 'no bridge'}"
                        for number, (_, mac) in sorted(seen.nics.items()))
    memory = f"{seen.memory} MB" if seen.memory is not None else ""
    return [guest.name, host, stage, memory, str(seen.cpus or ""), disks, network, "ok" if same else "failed"]
