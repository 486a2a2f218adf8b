"""The records of all machines come in, what is wrong among them goes out: one table of named rules.

Each rule is a function, whose docstring is its documentation. It has a severity, error, warning or hint, that a
site changes by the property `xen.rules.<name>` of its tree or of one cluster, to `off` as well. A hint is advice:
it is shown by `./invoke guests` only.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qwg.site.outputs import is_safe_name
from qwg.site.report import counted

from .machines import Card, Machine, Placement
from .storage import LVM_NAME, LVM_RESERVED

SEVERITIES = ("error", "warning", "hint")
OFF = "off"


class Violation(NamedTuple):
    """One breach of a rule: the machine and the path in its profile that it is shown at, what is wrong, notes.

    With `apart` no Xen host or guest takes part in it: it is a hint, unless the site says otherwise.
    """
    machine: Machine
    path: str
    message: str
    notes: tuple[str, ...] = ()
    apart: bool = False


@dataclass
class Site:
    """All machines, with what several rules ask of them. `without_profile` are objects that failed to compile."""
    machines: list[Machine]
    without_profile: set[str] = field(default_factory=set)
    combinations: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def hosts(self) -> list[Machine]:
        return [machine for machine in self.machines if machine.host]

    @cached_property
    def placements(self) -> list[tuple[Machine, Placement, Machine | None]]:
        """Each guest on each host that lists it, with the guest's own machine if that has a profile."""
        return [(host, placement, self.by_name.get(placement.key) or self.by_name.get(placement.name))
                for host in self.hosts for placement in host.guests]

    @cached_property
    def by_name(self) -> dict[str, Machine]:
        """Machines by host name, and by the last part of their profile's name."""
        names = {machine.profile.rpartition("/")[2]: machine for machine in self.machines}
        return names | {machine.name: machine for machine in self.machines}

    @cached_property
    def guests(self) -> list[Machine]:
        """The machines that are guests, by their own profile or by that of a host."""
        listed = {guest.profile for _, _, guest in self.placements if guest}
        return [machine for machine in self.machines if machine.guest or machine.profile in listed]

    @cached_property
    def with_xen(self) -> set[str]:
        """The profiles of all hosts and guests."""
        return {machine.profile for machine in [*self.hosts, *self.guests]}

    def pairs(self) -> Iterator[tuple[Machine, Placement, Machine]]:
        return ((host, placement, guest) for host, placement, guest in self.placements if guest is not None)


class Rule(NamedTuple):
    """A row of the table. The code of its findings, `xen.rules.<name>`, is also the property that switches it."""
    name: str
    severity: str
    check: Callable[[Site], Iterator[Violation]]

    @property
    def code(self) -> str:
        return PREFIX + self.name

    @property
    def documentation(self) -> str:
        return " ".join((self.check.__doc__ or "").split())


PREFIX = "xen.rules."
RULES: dict[str, Rule] = {}


def rule(severity: str):
    """Enters a function into the table; `guest_on_two_hosts` becomes `guest-on-two-hosts`."""
    def enter(check: Callable[[Site], Iterator[Violation]]):
        name = check.__name__.replace("_", "-")
        RULES[name] = Rule(name, severity, check)
        return check
    return enter


# --- names and addresses ---------------------------------------------------------------------------------------

def twice(site: Site, found: dict[str, list[tuple[Machine, str, str]]], what: str,
          remedy: str) -> Iterator[Violation]:
    """A violation for each value that has more than one owner: (machine, path, how to name the owner)."""
    for value, owners in sorted(found.items()):
        if len(owners) > 1:
            named = " and ".join(owner for _, _, owner in owners[:8])
            machine, path, _ = owners[-1]
            apart = not any(owner.profile in site.with_xen for owner, _, _ in owners)
            yield Violation(machine, path, f"{what} {value} belongs to {named}", (remedy,), apart)


@rule("error")
def duplicate_mac(site: Site) -> Iterator[Violation]:
    """Two network cards have the same MAC address, be they of machines or VIFs of guests."""
    found: dict[str, list] = {}
    for machine in site.machines:
        for card in machine.cards:
            if card.mac:
                found.setdefault(card.mac, []).append((machine, card.path, f"{machine.name} ({card.name})"))
    for host, placement, guest in site.placements:
        own = {card.mac for card in guest.cards} if guest else set()
        for interface in placement.interfaces:
            if interface.mac and interface.mac not in own:
                owner = f"guest {placement.key} on {host.name}"
                found.setdefault(interface.mac, []).append((host, interface.path, owner))
    yield from twice(site, found, "MAC address", "give one of them another address")


# Every machine has those.
LOOPBACK = ("127.", "::1")


@rule("error")
def duplicate_ip(site: Site) -> Iterator[Violation]:
    """Two machines, or two interfaces of one, have the same IP address."""
    found: dict[str, list] = {}
    for machine in site.machines:
        for address in machine.addresses:
            owner = (machine, address.path, f"{machine.name} ({address.interface})")
            found.setdefault(address.ip, []).append(owner)
    yield from twice(site, {ip: owners for ip, owners in found.items() if not ip.startswith(LOOPBACK)}, "IP address",
                     "give one of them another address in DB_IP")


@rule("error")
def duplicate_hostname(site: Site) -> Iterator[Violation]:
    """Two profiles have the same host and domain name."""
    found: dict[str, list] = {}
    for machine in site.machines:
        owner = (machine, "/system/network/hostname", f"the profiles {machine.profile}")
        found.setdefault(machine.name.lower(), []).append(owner)
    yield from twice(site, found, "host name", "rename one of them, or take its profile out of the clusters")


@rule("error")
def safe_name(site: Site) -> Iterator[Violation]:
    """The name of a guest cannot be the name of a file and of a logical volume on its host."""
    for machine in site.guests:
        reason = unsafe(machine.name)
        if reason:
            yield Violation(machine, "/system/network/hostname", f"the guest's name '{machine.name}' {reason}",
                            ("the host makes a file in /etc/xen and a logical volume of it",))
    for host, placement, guest in site.placements:
        reason = unsafe(placement.key) if guest is None or placement.key != guest.name else ""
        if reason:
            yield Violation(host, placement.path, f"the guest's name '{placement.key}' {reason}",
                            ("it is the name of a file in /etc/xen",))


def unsafe(name: str) -> str:
    """Why a name cannot be that of a file and a logical volume; "" if it can."""
    if not is_safe_name(name):
        return "cannot be the name of a file: letters, digits and '_.+@-', no '-' or '.' first, at most 200 are"
    if not LVM_NAME.fullmatch(name):
        return "cannot be the name of a logical volume: up to 127 letters, digits and '+_.-' are"
    if LVM_RESERVED.fullmatch(name):
        return "is a name that LVM keeps for itself"
    return ""


# --- guests and their hosts --------------------------------------------------------------------------------------

@rule("error")
def guest_on_two_hosts(site: Site) -> Iterator[Violation]:
    """A guest is listed by more than one host, so both would start it, on different disks with one address."""
    found: dict[str, list] = {}
    for host, placement, guest in site.placements:
        name = guest.name if guest else placement.key
        if not any(host is other for other, _, _ in found.setdefault(name, [])):
            found[name].append((host, placement.path, host.name))
    for name, owners in sorted(found.items()):
        if len(owners) > 1:
            hosts = " and ".join(owner for _, _, owner in owners)
            yield Violation(owners[-1][0], owners[-1][1], f"guest {name} is on {hosts}",
                            ("leave it in the list of one host, in XEN_DB or XEN_GUESTS",))


@rule("warning")
def guest_without_host(site: Site) -> Iterator[Violation]:
    """A machine is set up as a Xen guest, but no host lists it, so it never runs. Not asked while an object fails."""
    listed = {guest.profile for _, _, guest in site.pairs()}
    # What fails to compile may be the host.
    for guest in () if site.without_profile else site.guests:
        if guest.profile not in listed:
            yield Violation(guest, "/hardware/location", f"guest {guest.name} is on no host",
                            ("add it to the list of a host, in XEN_DB or XEN_GUESTS",))


@rule("warning")
def guest_without_profile(site: Site) -> Iterator[Violation]:
    """A host lists a guest of which there is no profile, so nothing installs or configures it."""
    for host, placement, guest in site.placements:
        if guest is None and not site.without_profile.intersection((placement.key, placement.name)):
            yield Violation(host, placement.path, f"guest {placement.key} on {host.name} has no profile",
                            ("write an object template of that name, or take the guest from the host",))


@rule("error")
def architecture(site: Site) -> Iterator[Violation]:
    """A 64-bit guest is on a 32-bit host, which cannot run it."""
    for host, placement, guest in site.pairs():
        if BITS.get(guest.arch, 0) > BITS.get(host.arch, 64):
            yield Violation(guest, "/hardware/cpu/0/arch", f"guest {guest.name} is for {guest.arch}, but its host "
                            f"{host.name} is {host.arch}", ("move it to a 64-bit host, or install a 32-bit system",))


BITS = {"i386": 32, "i486": 32, "i586": 32, "i686": 32, "x86_64": 64}

# What the documentation of the QWG templates of 2009 says to work, with Xen 3.0.3, and the same system on both
# sides. A site adds pairs by the property xen.combinations: HOST:GUEST HOST:GUEST ...
COMBINATIONS = {("slc450-i386", "sl308-i386"), ("slc450-i386", "slc450-i386"), ("sl450-x86_64", "sl450-x86_64")}


@rule("warning")
def combination(site: Site) -> Iterator[Violation]:
    """The systems of host and guest are not a pair that is known to work: slc450-i386 with sl308-i386 or
    slc450-i386, sl450-x86_64 with itself, any system with itself, and those in the property xen.combinations."""
    known = COMBINATIONS | site.combinations
    for host, placement, guest in site.pairs():
        pair = (host.system, guest.system)
        impossible = BITS.get(guest.arch, 0) > BITS.get(host.arch, 64)
        if all(pair) and pair not in known and pair[0] != pair[1] and not impossible:
            yield Violation(guest, "/system/aii/osinstall/ks/installtype", f"{guest.system} as guest of "
                            f"{host.system} ({host.name}) is not known to work",
                            (f"if it does, add {pair[0]}:{pair[1]} to the property xen.combinations",))


# --- capacity ----------------------------------------------------------------------------------------------------

def guests_memory(host: Machine) -> int:
    return sum(placement.memory or 0 for placement in host.guests)


@rule("error")
def host_memory(site: Site) -> Iterator[Violation]:
    """The memory of a host's guests and of the host itself (dom0_mem) is more than the host has."""
    for host in site.hosts:
        guests = guests_memory(host)
        needed = guests + (host.dom0_memory or 0)
        if host.memory is not None and needed > host.memory and guests:
            own = f" and {host.dom0_memory} MB for itself" if host.dom0_memory else ""
            yield Violation(host, "/hardware/ram", f"{host.name} has {host.memory} MB of memory, but needs {needed}: "
                            f"{guests} MB for its {counted(len(host.guests), 'guest')}{own}",
                            (f"take {needed - host.memory} MB from its guests, or move some",))


def groups_used(host: Machine) -> dict[str, int]:
    """What the guests' disks take of each volume group of a host, in MB; a volume counts once."""
    volumes = {(volume.group, volume.volume): volume.size or 0 for placement in host.guests
               for volume in placement.volumes if volume.group}
    used: dict[str, int] = {}
    for (group, _), size in volumes.items():
        used[group] = used.get(group, 0) + size
    return used


@rule("error")
def volume_group(site: Site) -> Iterator[Violation]:
    """The disks of a host's guests need more than their volume group has, where its size follows from the host's
    disks and partitions."""
    for host in site.hosts:
        for name, used in sorted(groups_used(host).items()):
            group = host.groups.get(name)
            if group is not None and group.size is not None and used + group.own > group.size:
                own = f", and {group.own} MB of its own volumes" if group.own else ""
                yield Violation(host, f"/system/blockdevices/volume_groups/{name}", f"volume group {name} of "
                                f"{host.name} has {group.size} MB, but its guests need {used} MB{own}",
                                ("make the disks smaller, or the volume group larger",))


@rule("warning")
def vcpus(site: Site) -> Iterator[Violation]:
    """A guest has more VCPUs than its host has cores, which only costs time."""
    for host, placement, guest in site.placements:
        if host.cores and (placement.vcpus or 0) > host.cores:
            where = (guest, "/hardware/cpu") if guest else (host, f"{placement.path}/vcpus")
            yield Violation(*where, f"guest {placement.key} has {placement.vcpus} VCPUs, its host {host.name} "
                            f"{counted(host.cores, 'core')}", (f"give it {host.cores} at most",))


# --- disks and networks of guests --------------------------------------------------------------------------------

# From this version on the installer of a guest knows the disks xvda, xvdb...; before it sda, sdb...
XVD_SINCE = (4, 5)


@rule("warning")
def disk_name(site: Site) -> Iterator[Violation]:
    """A disk of a guest has a name that its system does not know: from SL 4.5 on they are xvda, xvdb and so on,
    before sda, sdb."""
    for host, placement, guest in site.pairs():
        version = guest.major_minor
        if version is None:
            continue
        right, wrong = ("xvd", "sd") if version[1:] >= XVD_SINCE else ("sd", "xvd")
        for volume in placement.volumes:
            if re.fullmatch(f"{wrong}[a-z]+[0-9]*", volume.device):
                name = right + volume.device.removeprefix(wrong)
                path = f"/hardware/harddisks/{volume.device}"
                where = (guest, path) if volume.device in guest.disks else (host, f"{volume.path}/guestdevice")
                base = "hardware/machine/xen/base_sda" if right == "sd" else "hardware/machine/xen/base"
                yield Violation(*where, f"disk {volume.device} of {guest.name} must be {name}: its system is "
                                f"{guest.system}", (f"{base} and its 32-bit twin have the right name",))


@rule("warning")
def guest_lvm(site: Site) -> Iterator[Violation]:
    """A guest has LVM on its disks, which the host cannot mount easily when the guest is broken."""
    for guest in site.guests:
        if guest.volumes:
            yield Violation(guest, "/system/blockdevices", f"guest {guest.name} has LVM on its disks",
                            ("FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems' is a layout without it",))


@rule("error")
def bridge_interface(site: Site) -> Iterator[Violation]:
    """A bridge of a host is on a network interface that the host has not."""
    for host in site.hosts:
        known = {*host.interfaces, *(card.name for card in host.cards)}
        for bridge in host.bridges:
            device = re.split(r"[.:]", bridge.interface)[0]
            if not known or device in known or bridge.interface in known:
                continue
            missing = f"interface {bridge.interface}, which {host.name} has not" if bridge.interface \
                else "no interface"
            yield Violation(host, bridge.path, f"bridge {bridge.name} is on {missing}",
                            (f"the interfaces are {', '.join(sorted(known))}; set netdev in XEN_NETWORK_BRIDGES",))


@rule("error")
def bridge_unknown(site: Site) -> Iterator[Violation]:
    """A VIF is on a bridge that its host does not declare; without any declared bridge there is xenbr0."""
    for host, placement, guest in site.placements:
        known = {bridge.name for bridge in host.bridges} or {"xenbr0"}
        for interface in placement.interfaces:
            if interface.bridge and interface.bridge not in known:
                yield Violation(host, interface.path, f"guest {placement.key} is on bridge "
                                f"{interface.bridge}, which {host.name} does not have",
                                (f"its bridges are {', '.join(sorted(known))}; see XEN_NETWORK_BRIDGES "
                                 "and XEN_VIF_BRIDGE",))


XEN_MACS = "00:16:3e:"


@rule("hint")
def mac_prefix(site: Site) -> Iterator[Violation]:
    """The MAC address of a guest is not one of those that are set aside for Xen, 00:16:3e."""
    for host, placement, guest in site.placements:
        cards = {card.mac: card for card in guest.cards} if guest else {}
        for interface in placement.interfaces:
            # A locally administered address belongs to no maker.
            if not interface.mac or interface.mac.startswith(XEN_MACS) or is_local(interface.mac):
                continue
            card = cards.get(interface.mac)
            where = (guest, card.path) if card else (host, interface.path)
            yield Violation(*where, f"MAC address {interface.mac} of {placement.key} may be that of a "
                            "real card", ("those of Xen begin with 00:16:3e",))


def is_local(mac: str) -> bool:
    return re.match("[0-9a-f][26ae]:", mac) is not None


# --- advice for a host -------------------------------------------------------------------------------------------

# Drivers of network cards that are known to break when Xen's network script renames the interface and puts it on
# a bridge. The documentation of 2009 names the Dell PowerEdge 1950, whose cards are the first.
TROUBLED_DRIVERS = {
    "bnx2": "Broadcom NetXtreme II, as in the Dell PowerEdge 1950",
}


@rule("hint")
def network_card(site: Site) -> Iterator[Violation]:
    """A network card of a host is known to break with Xen networking, such as that of a Dell PowerEdge 1950."""
    for host in site.hosts:
        for card in host.cards:
            if card.driver in TROUBLED_DRIVERS:
                yield Violation(host, card.path, f"{card.name} of {host.name} may fail on a bridge of Xen: "
                                f"{TROUBLED_DRIVERS[card.driver]}", card_advice(host, card))


def card_advice(host: Machine, card: Card) -> tuple[str, ...]:
    kernel = host.kernel or "of Xen"
    return (f"try {card.name} with the kernel {kernel} before guests depend on it:",
            f"  ethtool -i {card.name}; brctl show; ping a machine of the network from host and guest",
            f"if it fails, build a newer {card.driver} for {kernel}, or put the bridges on another card")


@rule("hint")
def root_on_lvm(site: Site) -> Iterator[Violation]:
    """The root of a host is a logical volume: the initial RAM disk of its Xen kernel needs the device mapper."""
    for host in site.hosts:
        if host.root_on_lvm and host.kernel:
            image = f"/boot/{host.initrd.lstrip('/') or f'initrd-{host.kernel}.img'}"
            yield Violation(host, "/system/filesystems", f"the root of {host.name} is on LVM, so the initial RAM disk "
                            f"of its kernel {host.kernel} must have the device mapper",
                            (f"on the host: mkinitrd -f --preload dm-mod {image} {host.kernel}",))


@rule("hint")
def dhcp_on_reboot(site: Site) -> Iterator[Violation]:
    """A guest that boots through pypxeboot gets no answer from DHCP when it reboots, with the stock packages of
    Xen 3.0: its old domain is still there."""
    for host in site.hosts:
        affected = [placement for placement in host.guests if "pypxeboot" in placement.bootloader]
        if affected and (host.xen == "3.0" or host.xen.startswith("3.0.")):
            first = affected[0].key
            yield Violation(host, "/software/components/xen/domains", f"{counted(len(affected), 'guest')} of "
                            f"{host.name} may get no address on a reboot: Xen {host.xen} runs pypxeboot while "
                            "the old domain is still there",
                            (f"on the host, with kernel {host.kernel}: apply xen-bootloader-reboot.patch to xend,",
                             f"or stop and create the guest: xm shutdown -w {first}; xm create {first}"))


def schema_rule(name: str) -> Rule:
    """The table's row for one of the schemas, whose violations come with the machines."""
    documentation = f"A record of a profile does not keep to the schema {name}.json."

    def check(site: Site) -> Iterator[Violation]:
        yield from ()
    check.__doc__ = documentation
    return Rule(f"schema-{name}", "error", check)


for _name in ("hardware", "ncm-xen", "aii"):
    RULES[f"schema-{_name}"] = schema_rule(_name)
