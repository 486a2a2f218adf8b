"""A compiled tree comes in; the files of its install server, build/install-server or another folder, go out.

    pxelinux.cfg/<guest>.cfg      the entry that installs the guest
    pxelinux.cfg/localboot.cfg    the entry that boots from the guest's disk
    pxelinux.cfg/01-<MAC>, <hex>  links to one of them, under which the entry is asked for
    ks/<guest>.ks                 the Kickstart file
    dhcpd/guests.conf             the guests' entries for dhcpd.conf
    kernels.txt                   the installer kernels that must be there, and where the distributions have them

The folder is the root of the network boot files, as AII's /osinstall/nbp is, with the Kickstart files beside.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, Frame, Span
from qwg.site.build import READABLE
from qwg.site.errors import Refused, WrongUse
from qwg.site.outputs import Changes, Link, OwnedFolder, build_lock, is_safe_name
from qwg.site.profile import find, read_profile
from qwg.site.tree import Tree, find_tree, nearest

from . import kickstart, netboot
from .guest import Guest, read_guest
from .report import InstallReport
from .values import Values

FOLDER = "install-server"
CONFIGURATIONS = "pxelinux.cfg"
LOCAL_BOOT = "localboot.cfg"
DOMAINS = "software/components/xen/domains"
XEN_GUEST = "software/components/xen_guest"
# The server that the guests' DHCP entries name; without it the one that has the Kickstart file.
SERVER_PROPERTY = "aii.server"
MOST_TRACED = 20
# Where a distribution is, by the method and the options of its install command.
PLACES = {"url": "{url}", "nfs": "{server}:{dir}", "harddrive": "/dev/{partition}{dir}", "cdrom": "CD-ROM:"}
KERNELS_HEADER = f"""\
# The installer kernels that this server must have, which no tool here can fetch: copy each from its distribution.
# {kickstart.PREVIEW}
# file here, where the distribution has it, guests
"""


@dataclass
class Installation:
    """One guest: its record, None if it is refused, its findings, and the boot loader that its host gives it."""
    name: str
    guest: Guest | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    boot_loader: str | None = None


def write_install_server(tree: str | None, default: str | Path, root: str | None = None,
                         local_boot: list[str] = ()) -> InstallReport:
    """Writes the files of all guests in build/profiles; never raises for bad input.

    `tree` and `default` are as in `find_tree`; `root` is a folder other than build/install-server; the guests in
    `local_boot` boot from their disks, the others are installed.
    """
    report = InstallReport()
    try:
        report.tree = found = find_tree(tree, default)
        report.root = Path(root).absolute() if root else found.build / FOLDER
        # Before the lock makes the folder.
        if not (found.build / "profiles").is_dir():
            raise no_profiles(found)
        with build_lock(found.build, on_wait=report.say_waiting):
            places = Places(found)
            report.installations = read_installations(found, places)
            check_local_boot(report.installations, local_boot)
            refuse_clashes(report.installations, places)
            report.changes = folder(found, report.root).update(files(found, report.installations, set(local_boot)))
    except Refused as error:
        report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        report.add(Refused("site.io", f"{error.strerror or error}", error.filename).diagnostic, 1)
    return report


def no_profiles(tree: Tree) -> Refused:
    return Refused("aii.profiles", f"there are no profiles in {tree.build / 'profiles'}: run `./invoke compile` first")


def folder(tree: Tree, root: Path) -> OwnedFolder:
    """The folder `root`; which of its files are ours is known to the tree, for each such folder by itself."""
    if root.parent == root:
        raise WrongUse("aii.root", f"{root} cannot be the folder of an install server")
    ledgers = tree.build / ".state"
    if root != tree.build / FOLDER:
        ledgers = ledgers / f"{FOLDER}-{hashlib.sha256(bytes(root)).hexdigest()[:16]}"
    return OwnedFolder(root.parent, root.name, ledgers)


# --- the guests

class Places:
    """Where values were set. Each profile costs a compilation, so after some only the profile's name is given."""

    def __init__(self, tree: Tree):
        from qwg.site.why import Origins

        self.origins = Origins(tree)
        self.traced: set[str] = set()

    def place(self, profile: str, path: str) -> tuple[Span | None, tuple[Frame, ...]]:
        if profile not in self.traced and len(self.traced) >= MOST_TRACED:
            return None, ()
        self.traced.add(profile)
        return self.origins.place(profile, path)


def read_installations(tree: Tree, places: Places) -> list[Installation]:
    """The guests among the tree's profiles, by name: what the Xen templates mark as one, or a host lists as one."""
    profiles, refused = {}, []
    for name, path in profile_files(tree.build / "profiles"):
        try:
            profiles[name] = (path, read_profile(path))
        except Refused as error:
            refused.append(Installation(name, None, [error.diagnostic]))
    if not profiles and not refused:
        raise no_profiles(tree)
    domains = {guest: domain for _, profile in profiles.values() for guest, domain in domains_of(profile)}
    found = refused
    for name, (path, profile) in profiles.items():
        if find(profile, XEN_GUEST) is None and machine(profile) not in domains:
            continue
        values = Values(profile, name, str(path), places.place)
        guest = read_guest(values, tree.settings)
        loader = check_boot_loader(values, guest, domains.get(guest.fqdn)) if guest else None
        if guest is not None and not is_safe_name(guest.fqdn):
            values.problem("value", "/system/network", "its name cannot be that of a file")
            guest = None
        found.append(Installation(name, guest, values.diagnostics, loader))
    return sorted(found, key=lambda each: each.name)


def profile_files(profiles: Path) -> Iterator[tuple[str, Path]]:
    """Name and file of each profile; of several formats the first of READABLE."""
    found: dict[str, Path] = {}
    for suffix in READABLE:
        for path in sorted(profiles.rglob(f"*{suffix}")):
            found.setdefault(path.relative_to(profiles).as_posix().removesuffix(suffix), path)
    return iter(sorted(found.items()))


def domains_of(profile: dict) -> list[tuple[str, object]]:
    """Name and domain of each guest of a host; nothing of any other profile."""
    domains = find(profile, DOMAINS, {})
    return list(domains.items()) if isinstance(domains, dict) else []


def check_boot_loader(values: Values, guest: Guest, domain: object) -> str | None:
    """The boot loader of the guest's domain, None if no host has one.

    pypxeboot asks with the MAC address of the first VIF, which must be that of the boot card.
    """
    options = domain.get("options") if isinstance(domain, dict) else None
    loader = options.get("bootloader") if isinstance(options, dict) else None
    if not isinstance(loader, str):
        return None
    if asks_the_network(loader):
        vifs = options.get("vif")
        first = str(vifs[0]) if isinstance(vifs, list) and vifs else ""
        if f"mac={guest.network.mac}" not in first.lower().replace(" ", "").split(","):
            values.problem("nic", f"/hardware/cards/nic/{guest.network.device}", "pypxeboot will not find the guest's "
                           f"entry: the first VIF on its host does not have the address {guest.network.mac} of the "
                           "boot card", "warning")
    return loader


def asks_the_network(loader: str) -> bool:
    return "pypxeboot" in loader


def machine(profile: dict) -> str:
    return f"{find(profile, 'system/network/hostname')}.{find(profile, 'system/network/domainname')}"


def check_local_boot(installations: list[Installation], names: list[str]) -> None:
    known = [each.guest.fqdn for each in installations if each.guest]
    refused = {each.name for each in installations if not each.guest}
    for name in names:
        if name not in known and name not in refused:
            raise WrongUse("aii.guest", f"there is no guest '{name}'{nearest(name, known)}")


def refuse_clashes(installations: list[Installation], places: Places) -> None:
    """Two guests that ask for one entry would get each other's system on their disks: neither gets any file."""
    owners: dict[str, list[Installation]] = {}
    paths: dict[tuple[str, str], str] = {}
    for each in installations:
        if each.guest:
            for name, path in set(names_with_paths(each.guest)):
                owners.setdefault(name, []).append(each)
                paths[name, each.name] = path
    refused = []
    for name, same in sorted(owners.items()):
        if len(same) > 1:
            for each in same:
                others = ", ".join(other.name for other in same if other is not each)
                path = paths[name, each.name]
                message = f"{each.name}: {path}: the file {name} on the install server is also that of {others}"
                span, trace = places.place(each.name, path)
                each.diagnostics.append(Diagnostic("error", "aii.clash", message, span, trace=trace,
                                                   object_name=each.name))
            refused += same
    for each in refused:
        each.guest = None


def names_with_paths(guest: Guest) -> list[tuple[str, str]]:
    """The names of a guest's files, each with the path in its profile that it comes from."""
    device, entries = guest.network.device, netboot.entry_names(guest)
    address = netboot.hexadecimal(guest.network.ip) if guest.network.ip else None
    return [(guest.fqdn, "/system/network/hostname"),
            *((name, f"/system/network/interfaces/{device}/ip" if name == address
               else f"/hardware/cards/nic/{device}/hwaddr") for name in entries)]


# --- the files

def files(tree: Tree, installations: list[Installation], local_boot: set[str]) -> dict[str, bytes | Link]:
    guests = [each.guest for each in installations if each.guest]
    made: dict[str, bytes | Link] = {}
    server = tree.settings.get(SERVER_PROPERTY)
    if server is not None and not Values({}, "", "").fits("", server.strip(), "server"):
        raise Refused("aii.server", f"the property {SERVER_PROPERTY} must be a host name or an address")
    for guest in guests:
        made[f"ks/{guest.fqdn}.ks"] = text(kickstart.render(guest))
        made[f"{CONFIGURATIONS}/{guest.fqdn}.cfg"] = text(netboot.install_entry(guest))
        target = LOCAL_BOOT if guest.fqdn in local_boot else f"{guest.fqdn}.cfg"
        for name in netboot.entry_names(guest):
            made[f"{CONFIGURATIONS}/{name}"] = Link(target)
    if guests:
        made[f"{CONFIGURATIONS}/{LOCAL_BOOT}"] = text(netboot.local_boot_entry())
        entries = [netboot.dhcp_entry(guest, server.strip() if server else None) for guest in guests]
        made["dhcpd/guests.conf"] = text(f"# {kickstart.PREVIEW}\n" + "\n".join(entries))
        made["kernels.txt"] = text(KERNELS_HEADER + "".join(
            f"{kernel.file}  {kernel.source}  {','.join(kernel.guests)}\n" for kernel in kernels(guests)))
    return made


def text(content: str) -> bytes:
    return content.encode("ascii")


@dataclass
class Kernel:
    """A file that the install server must have; `source` is where the distribution has it."""
    file: str
    source: str
    guests: list[str] = field(default_factory=list)


def kernels(guests: list[Guest]) -> list[Kernel]:
    found: dict[tuple[str, str], Kernel] = {}
    for guest in guests:
        for file, name in ((guest.boot.kernel, "vmlinuz"), (guest.boot.initrd, "initrd.img")):
            source = f"{distribution(guest)}/{guest.system.images.source}/{name}"
            found.setdefault((file, source), Kernel(file, source)).guests.append(guest.fqdn)
    return [found[key] for key in sorted(found)]


def distribution(guest: Guest) -> str:
    """Where the guest's distribution is, as far as its install command says it."""
    method, options = guest.method
    return PLACES[method].format_map(dict(options)).rstrip("/")
