"""The profiles of a tree come in; a short record of each machine goes out, hosts and guests as the rules see them.

A profile is read again only when it changed: the records of the others are kept in build/.state. The records are
lenient: what has not the expected form counts as not there, and is a matter for the schemas. Sizes are in MB.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.build import READABLE
from qwg.site.errors import Refused
from qwg.site.ledger import Ledger
from qwg.site.manifest import stamp
from qwg.site.profile import find, read_profile
from qwg.site.tree import Tree

from .state import State

COMPONENT = "/software/components/xen"
# The system of a machine, such as sl450-x86_64; a profile has no field for it, only paths that hold it.
SYSTEM = re.compile(r"(?P<distribution>[a-z]+)(?P<major>[1-9])(?P<minor>\d*x?)[-_](?P<arch>i[3-6]86|x86_64)(?:_xen)?")
SYSTEM_PROPERTY = "aii.system."
MEMORY = re.compile(r"(?:^|\s)dom0_mem=(\d+)([bkmgtBKMGT]?)")
# Xen counts in kB where there is no unit.
UNITS = {"b": 1 / 2 ** 20, "k": 1 / 1024, "": 1 / 1024, "m": 1, "g": 1024, "t": 1024 ** 2}
TITLE = re.compile(r"\bXen (\d[\w.]*)")
LVM_ROOT = re.compile(r"/dev/(?:mapper/|(?!mapper/|disk/|md/|cciss/)[^/]+/)[^/]+")


@dataclass
class Card:
    """A network card of a machine; `path` is that of its MAC address in the profile."""
    path: str
    name: str
    mac: str
    driver: str = ""
    model: str = ""


@dataclass
class Address:
    path: str
    interface: str
    ip: str


@dataclass
class Bridge:
    path: str
    name: str
    interface: str


@dataclass
class Interface:
    """A VIF of a guest, as its host has it."""
    path: str
    mac: str | None
    bridge: str | None


@dataclass
class Volume:
    """A virtual disk of a guest, as its host has it; `group` and `volume` are those of an LVM disk."""
    path: str
    device: str
    group: str | None = None
    volume: str | None = None
    source: str = ""
    size: int | None = None


@dataclass
class Placement:
    """A guest, as the host that it is placed on lists it."""
    path: str
    key: str
    name: str
    memory: int | None = None
    vcpus: int | None = None
    auto: bool = False
    bootloader: str = ""
    interfaces: list[Interface] = field(default_factory=list)
    volumes: list[Volume] = field(default_factory=list)


@dataclass
class Group:
    """A volume group of a machine: its size, None if it is not known, and what the machine itself takes of it."""
    size: int | None
    own: int = 0


@dataclass
class Machine:
    """What the rules need of one profile. `name` is the fully qualified host name; None and "" mean unknown."""
    profile: str
    file: str
    cluster: str
    name: str
    host: bool = False
    guest: bool = False
    system: str = ""
    arch: str = ""
    kernel: str = ""
    location: str = ""
    memory: int | None = None
    cores: int | None = None
    xen: str = ""
    dom0_memory: int | None = None
    initrd: str = ""
    root_on_lvm: bool = False
    volumes: bool = False
    interfaces: list[str] = field(default_factory=list)
    disks: dict[str, int | None] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    bridges: list[Bridge] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    guests: list[Placement] = field(default_factory=list)

    @property
    def major_minor(self) -> tuple[str, int, int] | None:
        """(distribution, major, minor) of the system, None if that is unknown; minor 99 is any."""
        match = SYSTEM.fullmatch(self.system)
        if match is None:
            return None
        minor = match["minor"]
        # The minor version of sl450 is 5, that of sl308 is 0.8: SL 3 counts in a third place.
        return match["distribution"], int(match["major"]), int(minor[:1]) if minor[:1].isdigit() else 99


@dataclass
class Reading:
    """All machines of a tree by profile; what their profiles break of the schemas: (machine, schema, path, text)."""
    machines: list[Machine] = field(default_factory=list)
    violations: list[tuple[Machine, str, str, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    without_profile: set[str] = field(default_factory=set)
    stamps: dict[str, list[int]] = field(default_factory=dict)


def machine_of(tree: dict, profile: str, file: str = "", cluster: str = "") -> Machine:
    """The record of one profile, which is named `profile` and lies in `file`."""
    host, domain = (text(tree, f"/system/network/{key}") for key in ("hostname", "domainname"))
    machine = Machine(profile, file, cluster, f"{host}.{domain}" if host and domain else profile.rpartition("/")[2])
    machine.host = isinstance(find(tree, COMPONENT), dict)
    processors = records(find(tree, "/hardware/cpu"))
    machine.cores = sum(number(cpu, "cores") or 1 for _, cpu in processors) or None
    machine.memory = sum(number(ram, "size") or 0 for _, ram in records(find(tree, "/hardware/ram"))) or None
    machine.system = system_of(tree)
    machine.arch = next((word for word in (*(text(cpu, "arch") for _, cpu in processors),
                                           text(tree, "/system/architecture"), machine.system.rpartition("-")[2])
                         if word), "")
    machine.kernel, machine.location = text(tree, "/system/kernel/version"), text(tree, "/hardware/location")
    for name, card in records(find(tree, "/hardware/cards/nic")):
        machine.cards.append(Card(f"/hardware/cards/nic/{name}/hwaddr", name, text(card, "hwaddr").lower(),
                                  text(card, "driver"), text(card, "name") or text(card, "model")))
    machine.interfaces = [name for name, _ in records(find(tree, "/system/network/interfaces"))]
    machine.addresses = list(addresses_of(tree))
    machine.disks = {name: number(disk, "capacity") for name, disk in records(find(tree, "/hardware/harddisks"))}
    machine.guest = isinstance(find(tree, "/software/components/xen_guest"), dict) \
        or any(text(cpu, "vendor") == "Xen" for _, cpu in processors)
    machine.volumes = any(records(find(tree, f"/system/blockdevices/{kind}"))
                          for kind in ("volume_groups", "logical_volumes"))
    machine.groups = groups_of(tree, machine.disks)
    if machine.host:
        read_host(machine, tree)
    return machine


def read_host(machine: Machine, tree: dict) -> None:
    machine.guests = [placement_of(key, record) for key, record in records(find(tree, f"{COMPONENT}/domains"))]
    for kind in ("bridges", "vlans"):
        path = f"{COMPONENT}/network/{kind}"
        machine.bridges += [Bridge(f"{path}/{name}", name, text(bridge, "netdev") or default_interface(name, kind))
                            for name, bridge in records(find(tree, path))]
    for _, entry in reversed(records(find(tree, "/software/components/grub/kernels"))):
        if "multiboot" in entry:
            machine.initrd = text(entry, "initrd")
            title, memory = TITLE.search(text(entry, "title")), MEMORY.search(text(entry, "mbargs"))
            machine.xen = title[1] if title else ""
            machine.dom0_memory = round(int(memory[1]) * UNITS[memory[2].lower()]) if memory else None
            root = re.search(r"(?:^|\s)root=(\S+)", text(entry, "kernelargs"))
            machine.root_on_lvm = bool(root and LVM_ROOT.fullmatch(root[1]))
            break
    machine.root_on_lvm |= any(text(system, "mountpoint") == "/"
                               and text(system, "block_device").startswith("logical_volumes/")
                               for _, system in records(find(tree, "/system/filesystems")))


def default_interface(bridge: str, kind: str) -> str:
    """The interface of a bridge for which none is set, as ncm-xen has it."""
    return "eth0" if kind == "vlans" else f"eth{bridge[5:]}" if re.fullmatch(r"xenbr\d{1,4}", bridge) else ""


def placement_of(key: str, record: dict) -> Placement:
    path = f"{COMPONENT}/domains/{key}/options"
    options = record.get("options")
    options = options if isinstance(options, dict) else {}
    placement = Placement(path, key, text(options, "name") or key, number(options, "memory"),
                          number(options, "vcpus"), record.get("auto") is True, text(options, "bootloader"))
    vifs = options.get("vif")
    for index, vif in enumerate(vifs if isinstance(vifs, list) else ()):
        parts = (part.partition("=") for part in vif.split(",")) if isinstance(vif, str) else ()
        values = {name.strip(): value.strip() for name, _, value in parts}
        mac = values.get("mac")
        placement.interfaces.append(Interface(f"{path}/vif/{index}", mac.lower() if mac else None,
                                              values.get("bridge")))
    for name, disk in records(options.get("disk")):
        lvm = text(disk, "type") == "lvm"
        source = f"{text(disk, 'hostdevice')}/{text(disk, 'hostvol')}" if lvm \
            else text(disk, "path") or text(disk, "hostdevice")
        placement.volumes.append(Volume(f"{path}/disk/{name}", text(disk, "guestdevice"),
                                        text(disk, "hostdevice") if lvm else None,
                                        text(disk, "hostvol") if lvm else None, source, number(disk, "size")))
    return placement


def addresses_of(tree: dict):
    for name, interface in records(find(tree, "/system/network/interfaces")):
        path = f"/system/network/interfaces/{name}"
        if text(interface, "ip"):
            yield Address(f"{path}/ip", name, text(interface, "ip"))
        for alias, record in records(interface.get("aliases")):
            if text(record, "ip"):
                yield Address(f"{path}/aliases/{alias}/ip", f"{name}:{alias}", text(record, "ip"))


def system_of(tree: dict) -> str:
    """The system that the distribution's path names, else the one of the installer's kernel."""
    for path in ("/system/aii/osinstall/ks/installtype", "/system/aii/nbp/pxelinux/kernel"):
        for word in reversed(re.split(r"[\s/]+", text(tree, path)[:1000])):
            match = SYSTEM.fullmatch(word.replace(".x", "x"))
            if match:
                return f"{match['distribution']}{match['major']}{match['minor']}-{match['arch']}"
    return ""


def groups_of(tree: dict, disks: dict[str, int | None]) -> dict[str, Group]:
    """The volume groups that the profile declares, with their sizes where its partitions tell them."""
    devices = find(tree, "/system/blockdevices", {})
    partitions = records(find(devices, "/partitions")) if isinstance(devices, dict) else []
    sizes = {f"physical_devs/{name}": capacity for name, capacity in disks.items()}
    for name, partition in partitions:
        sizes[f"partitions/{name}"] = number(partition, "size") or rest_of(partition, partitions, disks)
    groups = {}
    for name, group in records(find(tree, "/system/blockdevices/volume_groups")):
        members = group.get("device_list")
        parts = [sizes.get(member) for member in members if isinstance(member, str)] if isinstance(members, list) \
            else []
        groups[name] = Group(sum(parts) if parts and None not in parts else None)
    for _, volume in records(find(tree, "/system/blockdevices/logical_volumes")):
        group = groups.get(text(volume, "volume_group"))
        if group is not None:
            size = number(volume, "size")
            # A volume without a size takes what is left.
            group.size = None if size is None else group.size
            group.own += size or 0
    return groups


def rest_of(partition: dict, partitions: list[tuple[str, dict]], disks: dict[str, int | None]) -> int | None:
    """The size of a partition that takes the rest of its disk."""
    disk = text(partition, "holding_dev")
    others = [other for _, other in partitions if other is not partition and text(other, "holding_dev") == disk
              and text(other, "type") != "extended"]
    sizes = [number(other, "size") for other in others]
    capacity = disks.get(disk)
    return capacity - sum(sizes) if capacity is not None and None not in sizes else None


def records(value) -> list[tuple[str, dict]]:
    """The nlists in a list or an nlist, with their keys."""
    items = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    return [(str(key), item) for key, item in items if isinstance(item, dict)]


def text(tree: dict, path: str) -> str:
    value = find(tree, path)
    return value if isinstance(value, str) else ""


def number(tree: dict, key: str) -> int | None:
    value = tree.get(key)
    return value if type(value) is int and value >= 0 else None


# What the fields of a record hold, for reading it back.
LISTS = {"cards": Card, "addresses": Address, "bridges": Bridge, "guests": Placement, "interfaces": Interface,
         "volumes": Volume}


def restore(kind: type, data: dict):
    """The record whose fields `data` holds, as they are in build/.state."""
    values = dict(data)
    for name, item in LISTS.items():
        listed = values.get(name)
        # The interfaces of a machine are only names.
        if listed and type(listed) is list and type(listed[0]) is dict:
            values[name] = [restore(item, each) for each in listed]
    if "groups" in values:
        values["groups"] = {name: Group(**group) for name, group in values["groups"].items()}
    return kind(**values)


def known_machine(entry: dict) -> Machine:
    """The machine of an entry of the state, which is a record if it was read in this run."""
    known = entry["machine"]
    return known if isinstance(known, Machine) else restore(Machine, known)


def read_machines(tree: Tree, state: State) -> Reading:
    """The machines of all profiles that stand in build/profiles, by name; `state` learns what was read."""
    reading = Reading()
    kept: dict[str, dict] = {}
    profiles = f"{tree.build}/profiles"
    for entry in Ledger(tree).entries.values():
        name = entry["name"]
        path = next((Path(profiles, output) for suffix in READABLE for output in entry["outputs"]
                     if output.endswith(suffix)), None)
        file, cluster = tree.relative(path) if path is not None else "", str(entry.get("cluster") or "")
        known = path is not None and state.entry(file, path) is not None
        if not known and (path is None or not path.exists()):
            reading.without_profile.add(name.rpartition("/")[2])
            continue
        try:
            if not known:
                state.keep(file, learn(tree, state, path, name, cluster)[1])
            try:
                machine = known_machine(state.profiles[file])
            except (KeyError, TypeError, AttributeError):
                # The state was tampered with.
                del state.profiles[file]
                state.keep(file, learn(tree, state, path, name, cluster)[1])
                machine = known_machine(state.profiles[file])
        except Refused as refused:
            reading.diagnostics.append(refused.diagnostic)
            continue
        kept[file] = state.profiles[file]
        given = tree.settings.get(SYSTEM_PROPERTY + machine.name)
        if given is not None:
            # Not in the record itself, which the state keeps.
            machine = replace(machine, system=given.strip())
        reading.machines.append(machine)
        reading.violations += [(machine, *violation) for violation in kept[file]["violations"]]
    state.only(kept)
    reading.machines.sort(key=lambda machine: machine.profile)
    return reading


def learn(tree: Tree, state: State, path: Path, name: str, cluster: str) -> tuple[dict, dict]:
    """The root of a profile and what `state` is to know of it, which is nothing new if the profile is not; Refused if
    it cannot be read."""
    from .schema import violations

    file, now = tree.relative(path), stamp(path)
    root, known = read_profile(path), state.profiles.get(file)
    if known is not None and known["stamp"] == now:
        return root, {what: known[what] for what in known if what != "host"}
    return root, {"stamp": now, "machine": machine_of(root, name, file, cluster), "violations": violations(root)}
