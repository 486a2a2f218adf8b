"""What the guests must show and the records of dom0 come in; the differences between them go out."""
from __future__ import annotations

from dataclasses import dataclass, field

from .expected import Guest

# The kernel does not count the first page and what else Xen keeps of a guest's memory.
MEMORY_SLACK = 1.0


@dataclass(frozen=True)
class Difference:
    """Something that is not as the profile says; `guest` is empty if it is about the host."""
    host: str
    stage: str
    guest: str
    text: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.host, self.guest, self.stage) if part)
        return f"{where}: {self.text}"


@dataclass
class Seen:
    """What dom0 and a guest report of the guest. Memory in MB; disks by number, cards and bridges by number of VIF."""
    running: bool = False
    ended: bool = False
    memory: int | None = None
    vcpus: int | None = None
    bridges: dict[int, str] = field(default_factory=dict)
    cpus: int | None = None
    own_memory: float | None = None
    cmdline: str | None = None
    disks: dict[int, tuple[str, float]] = field(default_factory=dict)
    nics: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Boot:
    """One call of a boot loader: for which disk, with what, what it fetched, why it gave up if it did."""
    disk: str
    loader: str
    arguments: str
    fetched: tuple[str, ...] = ()
    problem: str = ""


@dataclass
class StageSeen:
    """The records of one stage. `plans` holds, by number of the run, its lines and its exit status."""
    plans: dict[int, list[str]] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)
    bridges: list[str] = field(default_factory=list)
    boots: list[Boot] = field(default_factory=list)
    guests: dict[str, Seen] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class Records:
    """Takes the lines of dom0 as they come; `stages` is what they say."""

    def __init__(self) -> None:
        self.stages: list[StageSeen] = []
        self.failures: list[str] = []
        self.ended = False

    def take(self, line: str) -> str | None:
        """One record; the text of a step, for a reader, None for any other."""
        kind, *fields = line.rstrip("\n").split("\t")
        read = READERS.get(kind)
        if kind == "step":
            return fields[0] if fields else None
        if kind == "failed":
            self.failures += fields[:1]
            return f"failed: {fields[0]}" if fields else None
        if kind == "end":
            self.ended = True
        elif kind == "stage":
            self.stages.append(StageSeen())
        elif read and self.stages:
            try:
                read(self.stages[-1], *fields)
            except (TypeError, ValueError, IndexError):
                self.failures.append(f"a record of dom0 cannot be read: {line!r}")
        return None


def read_plan(stage: StageSeen, run: str, text: str = "") -> None:
    stage.plans.setdefault(int(run), []).append(text)


def read_status(stage: StageSeen, run: str, status: str) -> None:
    stage.statuses[int(run)] = int(status)


def read_boot(stage: StageSeen, disk: str, loader: str, arguments: str, fetched: str = "", problem: str = "") -> None:
    stage.boots.append(Boot(disk, loader, arguments, tuple(fetched.split()), problem))


def read_domain(stage: StageSeen, name: str, memory: str, vcpus: str) -> None:
    seen = stage.guests.setdefault(name, Seen())
    seen.running, seen.memory, seen.vcpus = True, int(memory), int(vcpus)


def read_vif(stage: StageSeen, name: str, number: str, bridge: str = "") -> None:
    stage.guests.setdefault(name, Seen()).bridges[int(number)] = bridge


def read_guest(stage: StageSeen, name: str, text: str) -> None:
    """A line of the guest's own report."""
    seen = stage.guests.setdefault(name, Seen())
    kind, _, rest = text.partition(" ")
    if kind == "cpus":
        seen.cpus = int(rest)
    elif kind == "memory":
        seen.own_memory = float(rest)
    elif kind == "cmdline":
        seen.cmdline = rest
    elif kind == "disk":
        number, device, sectors = rest.split()
        seen.disks[int(number)] = device, int(sectors) / 2048
    elif kind == "nic":
        number, device, mac = rest.split()
        seen.nics[int(number)] = device, mac
    elif kind == "end":
        seen.ended = True


READERS = {"plan": read_plan, "plan-status": read_status, "boot": read_boot, "domain": read_domain, "vif": read_vif,
           "guest": read_guest, "bridge": lambda stage, name: stage.bridges.append(name)}


def compare(host: str, stage: str, guests: list[Guest], bridges: list[str], seen: StageSeen) -> list[Difference]:
    """The differences of one stage, in the order in which one would look for their causes.

    `guests` are those that were started in it, `bridges` those that the host must have.
    """
    found = [Difference(host, stage, "", f"there is no bridge {bridge}; there are: {', '.join(seen.bridges) or 'none'}")
             for bridge in bridges if bridge not in seen.bridges]
    found += [Difference(host, stage, "", text) for text in compare_plan(seen)]
    for guest in guests:
        found += [Difference(host, stage, guest.name, text) for text in compare_guest(guest, seen)]
    return found


def compare_plan(seen: StageSeen) -> list[str]:
    found = []
    for run, what in ((1, "the storage plan"), (2, "the storage plan, run again,")):
        if seen.statuses.get(run) != 0:
            lines = [line for line in seen.plans.get(run, []) if line.startswith("problem: ")]
            found.append(f"{what} ends with status {seen.statuses.get(run)}" + "".join(f"; {line}" for line in lines))
    changes = [line for line in seen.plans.get(2, []) if line.startswith(("made: ", "started: "))]
    found += [f"the storage plan, run again, changes something: {line}" for line in changes]
    return found


def compare_guest(guest: Guest, seen: StageSeen) -> list[str]:
    found = compare_boot(guest, seen.boots)
    own = seen.guests.get(guest.name)
    if own is None or not own.running:
        return [*found, "does not run"]
    if not own.ended:
        return [*found, "runs, but did not report all that it sees"]
    if own.memory != guest.memory:
        found.append(f"dom0 gives it {own.memory} MB of memory, its profile says {guest.memory} MB")
    if own.own_memory is None or not 0 <= guest.memory - own.own_memory <= MEMORY_SLACK:
        found.append(f"it sees {own.own_memory} MB of memory, its profile says {guest.memory} MB")
    for who, cpus in (("dom0 gives it", own.vcpus), ("it sees", own.cpus)):
        if cpus != guest.cpus:
            found.append(f"{who} {cpus} processors, its profile says {guest.cpus}")
    return found + compare_disks(guest, own) + compare_nics(guest, own)


def compare_boot(guest: Guest, boots: list[Boot]) -> list[str]:
    """The calls of the boot loader for the guest's first disk: each must be as the profiles say."""
    calls = [boot for boot in boots if boot.disk == guest.first_disk]
    if not calls:
        return [f"the boot loader {guest.loader} was not called for {guest.first_disk}"]
    found = []
    for boot in calls:
        if boot.loader != guest.loader:
            found.append(f"the boot loader called is {boot.loader}, its host's profile says {guest.loader}")
        if boot.arguments.lower() != guest.arguments.lower():
            found.append(f"the boot loader was called with '{boot.arguments}', the profiles say '{guest.arguments}'")
        if boot.problem:
            found.append(f"the boot loader gave up: {boot.problem}")
        elif boot.fetched != guest.asks:
            found.append(f"the boot loader fetched {' '.join(boot.fetched) or 'nothing'} from the install server, "
                         f"its profile says {' '.join(guest.asks) or 'nothing'}")
    return list(dict.fromkeys(found))


def compare_disks(guest: Guest, own: Seen) -> list[str]:
    found = []
    for disk in guest.disks:
        name, size = own.disks.get(disk.number, (None, None))
        if name is None:
            found.append(f"it has no disk {disk.name} (Xen's number {disk.number})")
            continue
        # Today's Linux calls sda and hda xvda; only the number tells those apart.
        if disk.name.startswith("xvd") and name != disk.name:
            found.append(f"it calls the disk {disk.name} {name}")
        if size != disk.size:
            found.append(f"its disk {disk.name} has {size:g} MB, its profile says {disk.size} MB")
    numbers = {disk.number for disk in guest.disks}
    return found + [f"it has a disk {name} of {size:g} MB (Xen's number {number}) that its profile does not have"
                    for number, (name, size) in sorted(own.disks.items()) if number not in numbers]


def compare_nics(guest: Guest, own: Seen) -> list[str]:
    found = []
    for nic in guest.nics:
        name, mac = own.nics.get(nic.number, (None, None))
        if name is None:
            found.append(f"it has no network card {nic.name} (VIF {nic.number})")
            continue
        if mac != nic.mac:
            found.append(f"its network card {nic.name} has the MAC address {mac}, its profile says {nic.mac}")
        bridge = own.bridges.get(nic.number, "")
        if bridge != nic.bridge:
            found.append(f"dom0 has VIF {nic.number} on {bridge or 'no bridge'}, its host's profile says {nic.bridge}")
    numbers = {nic.number for nic in guest.nics}
    found += [f"it has a network card {name} (VIF {number}, {mac}) that its profile does not have"
              for number, (name, mac) in sorted(own.nics.items()) if number not in numbers]
    words = (own.cmdline or "").split()
    return found + [f"the arguments of its kernel lack '{word}', which the entry on the install server has; they are "
                    f"'{own.cmdline}'" for word in guest.words if word not in words]
