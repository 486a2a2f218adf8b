"""The profiles of a host and its guests come in; what each guest, once it runs, must show goes out.

The hardware is that of the guest's own profile; how the guest is started is what its host's profile says.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from qwg.aii.values import unescape
from qwg.site.profile import find
from qwg.xen.domain import Domain, Vbd, read_domains
from qwg.xen.machines import machine_of
from qwg.xen.network import MULTI_BRIDGE as MULTI_BRIDGE_NAME, SCRIPTS
from qwg.xen.xl import bootargs

# xl's own, if the file of a guest names none; and where Xen's network script puts it.
DEFAULT_BRIDGE = "xenbr0"
MULTI_BRIDGE = f"{SCRIPTS}/{MULTI_BRIDGE_NAME}"
DEVICE = re.compile(r"(xvd|sd|hd)([a-z])")
PXE = "/system/aii/nbp/pxelinux"


@dataclass(frozen=True)
class Disk:
    """A disk of a guest: its name, the number that Xen gives it, its size in MB."""
    name: str
    number: int
    size: int


@dataclass(frozen=True)
class Nic:
    """A network card of a guest: its name, the number of its VIF, its MAC address, the bridge in dom0."""
    name: str
    number: int
    mac: str
    bridge: str


@dataclass
class Guest:
    """What one guest must show. `memory` is in MB; `asks` are the files that its boot loader fetches, if it asks
    the install server; `words` are among the arguments of its kernel."""
    name: str
    memory: int
    cpus: int
    disks: list[Disk] = field(default_factory=list)
    nics: list[Nic] = field(default_factory=list)
    first_disk: str = ""
    loader: str = ""
    arguments: str = ""
    asks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Unsuitable(Exception):
    """A host that cannot be run here; the text says why."""


def guests_of(host: dict, profiles: dict[str, dict], name: str) -> list[Guest]:
    """The guests of the host's profile, by name; `profiles` are all of the tree. Unsuitable if one cannot be run."""
    machines = {}
    for profile in profiles.values():
        machines.setdefault(machine_of(profile, "").name, profile)
    domains, findings = read_domains(host, name)
    if findings:
        raise Unsuitable(findings[0].message)
    return [guest_of(domain, machines.get(domain.key)) for domain in domains]


def guest_of(domain: Domain, profile: dict | None) -> Guest:
    options = domain.options
    if profile is None:
        raise Unsuitable(f"{domain.key} has no profile in this tree")
    if options.name != domain.key:
        raise Unsuitable(f"{domain.key} has the other name {options.name} in Xen")
    if not options.bootloader:
        raise Unsuitable(f"{domain.key} boots a kernel of dom0, without a boot loader")
    for vbd in options.disk or ():
        if vbd.type != "lvm":
            raise Unsuitable(f"{domain.key} has a disk of type {vbd.type}, and only lvm is run here")
    machine = machine_of(profile, domain.key)
    vifs = [vif.bridge or DEFAULT_BRIDGE for vif in options.vif or ()]
    guest = Guest(options.name, machine.memory or 0, machine.cores or 1,
                  loader=options.bootloader, arguments=" ".join(bootargs(options).split()))
    for device, size in sorted(machine.disks.items()):
        device = unescape(device)
        guest.disks.append(Disk(device, device_number(device, domain.key), size or 0))
    for index, card in enumerate(machine.cards):
        guest.nics.append(Nic(card.name, index, card.mac, vifs[index] if index < len(vifs) else DEFAULT_BRIDGE))
    if options.disk:
        guest.first_disk = path(options.disk[0])
    if "pypxeboot" in options.bootloader and guest.nics:
        # By what the guest's own profile says of its boot card; the arguments come from the host's.
        boot = next((card for card in machine.cards if find(profile, f"/hardware/cards/nic/{card.name}/boot")),
                    machine.cards[0])
        guest.asks = (f"pxelinux.cfg/01-{boot.mac.replace(':', '-')}", str(find(profile, f"{PXE}/kernel")),
                      str(find(profile, f"{PXE}/initrd")))
        guest.arguments = f"mac={boot.mac}" if guest.arguments.startswith("mac=") else guest.arguments
        guest.words = (f"ks={find(profile, f'{PXE}/kslocation')}",)
    return guest


def path(vbd: Vbd) -> str:
    return f"/dev/{vbd.hostdevice}/{vbd.hostvol}"


def device_number(device: str, guest: str) -> int:
    """The number of a whole disk among Xen's virtual devices, as its interface for block devices has it."""
    match = DEVICE.fullmatch(device)
    index = ord(match[2]) - ord("a") if match else 0
    if match and match[1] == "xvd" and index < 16:
        return 202 << 8 | index << 4
    if match and match[1] == "sd" and index < 16:
        return 8 << 8 | index << 4
    if match and match[1] == "hd" and index < 4:
        return (3, 22)[index // 2] << 8 | index % 2 << 6
    raise Unsuitable(f"{guest} has the disk {device}, whose number is not known here")


def bridges_of(host: dict) -> list[str]:
    """The bridges that the host's profile declares, on a card or on a VLAN."""
    return [bridge.name for bridge in machine_of(host, "").bridges]
