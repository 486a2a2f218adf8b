"""A guest's profile comes in; a record of its installation goes out, or what stands against it.

The paths are those of AII 2 (/system/aii/nbp/pxelinux, /system/aii/osinstall/ks), of the core's network and
hardware, and /software/components/xen_guest of the Xen templates.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from .disks import LAST_PRIMARY, Disk, read_disks
from .platforms import DROPPED_OPTIONS, System, find_folder, find_system
from .values import REQUIRED, Values, shown

PXE = "/system/aii/nbp/pxelinux"
KS = "/system/aii/osinstall/ks"
NETWORK = "/system/network"
CARDS = "/hardware/cards/nic"
CCM = "/software/components/ccm"
REPOSITORIES = "/software/repositories"
XEN_GUEST = "/software/components/xen_guest"
HOOKS = "/system/aii/hooks"
SCHEMES = ("anaconda", "aii")
LOCATIONS = ("mbr", "partition", "none")
SELINUX = ("disabled", "permissive", "enforcing")
BOOTPROTO = ("static", "dhcp")
SERVICES = ("ssh", "telnet", "smtp", "http", "ftp")
# crypt(3): `$`, the kind of hash, salt and hash; bcrypt has its cost in between.
HASH = re.compile(r"\$(?P<kind>[0-9a-z]{1,2})\$(?:[A-Za-z0-9./=]+\$)?[A-Za-z0-9./]{0,48}\$?[A-Za-z0-9./]{20,90}")
# Marks that no password gives: root cannot log in by one.
LOCKED = ("!", "!!", "*", "!*", "!!*")
# Not for ccm.conf: what belongs to the component, and the profile, which has a line of its own.
NOT_IN_CCM_CONF = frozenset(("active", "dispatch", "dependencies", "configFile", "version", "profile",
                             "register_change", "configdir"))
# Fields of AII's Kickstart that ask for more than the files here have.
LEFT_OUT = ("bootloader_password", "driverdisk", "installnumber", "logging", "ntpservers", "post_install_script",
            "post_reboot_script", "pre_install_script", "repo", "xwindows")
CCM_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Methods of installation with their options and the kind of each option's value.
METHODS = {"url": {"url": "url"}, "nfs": {"server": "server", "dir": "folder"}, "cdrom": {},
           "harddrive": {"partition": "disk", "dir": "folder"}}


@dataclass(frozen=True)
class Network:
    """The interface that the guest boots and installs through. `written_mac` is the profile's own spelling."""
    device: str
    mac: str
    written_mac: str
    bootproto: str
    ip: str | None
    netmask: str | None
    gateway: str | None
    nameservers: tuple[str, ...]


@dataclass(frozen=True)
class Boot:
    """What the network boots: kernel and RAM disk below the root of the boot files, where the Kickstart is."""
    label: str
    kernel: str
    initrd: str
    kickstart: str
    ksdevice: str
    append: str | None


@dataclass(frozen=True)
class Firewall:
    enabled: bool
    trusted: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()


@dataclass(frozen=True)
class Repository:
    """A repository of packages; `check`: whether their signatures are checked."""
    name: str
    url: str
    check: bool


@dataclass(frozen=True)
class Guest:
    """All that the installation of one guest needs; every text in it has passed its kind."""
    fqdn: str
    system: System
    network: Network
    boot: Boot
    disks: list[Disk]
    scheme: str
    method: tuple[str, tuple[tuple[str, str], ...]]
    lang: str
    languages: tuple[str, ...]
    keyboard: str
    mouse: str
    timezone: str
    rootpw: str
    selinux: str | None
    auth: tuple[str, ...]
    firewall: Firewall
    bootloader: str
    bootloader_append: str | None
    boot_order: tuple[str, ...]
    clear_mbr: bool
    enabled: tuple[str, ...]
    disabled: tuple[str, ...]
    packages: tuple[str, ...]
    package_options: tuple[str, ...]
    base_packages: tuple[str, ...]
    repositories: tuple[Repository, ...]
    client: tuple[tuple[str, str], ...]
    profile_url: str
    acknowledge: tuple[str, ...]


def read_guest(values: Values, settings=None) -> Guest | None:
    """The installation that the profile asks for; None, with findings in `values`, if it cannot be.

    `settings` are the site's properties (an object with `get`).
    """
    name = values.text(f"{NETWORK}/hostname", "name")
    domain = values.text(f"{NETWORK}/domainname", "name")
    fqdn = f"{name}.{domain}"
    system = find_system(values, settings, fqdn if name and domain else "")
    network = read_network(values)
    disks = read_disks(values)
    if system is None:
        return None
    boot = read_boot(values, settings, system)
    guest = Guest(
        fqdn=fqdn, system=system, network=network, boot=boot, disks=disks,
        scheme=choice(values, f"{XEN_GUEST}/partitioning", SCHEMES, "anaconda"),
        method=read_method(values),
        lang=values.text(f"{KS}/lang", "word", "en_US.UTF-8"),
        languages=values.texts(f"{KS}/langsupport", "word"),
        keyboard=values.text(f"{KS}/keyboard", "word", "us"),
        mouse=values.text(f"{KS}/mouse", "word", "none"),
        timezone=values.text(f"{KS}/timezone", "timezone"),
        rootpw=read_password(values, system),
        selinux=choice(values, f"{KS}/selinux", SELINUX, None),
        auth=read_auth(values, system),
        firewall=read_firewall(values),
        bootloader=choice(values, f"{KS}/bootloader_location", LOCATIONS, "mbr"),
        bootloader_append=values.text(f"{KS}/bootloader_append", "arguments", None),
        boot_order=values.texts(f"{KS}/bootdisk_order", "disk"),
        clear_mbr=values.boolean(f"{KS}/clearmbr", True),
        enabled=values.texts(f"{KS}/enable_service", "word"),
        disabled=values.texts(f"{KS}/disable_service", "word"),
        packages=values.texts(f"{KS}/packages", "package", REQUIRED),
        package_options=read_package_options(values, system),
        base_packages=values.texts(f"{KS}/base_packages", "word"),
        repositories=read_repositories(values),
        client=read_client(values),
        profile_url=values.text(f"{KS}/node_profile", "url"),
        acknowledge=read_acknowledge(values))
    check_scheme(values, guest)
    name_what_is_left_out(values)
    return None if values.failed else guest


def choice(values: Values, path: str, known: tuple[str, ...], default: str | None) -> str | None:
    text = values.text(path, "word", default)
    if text in (*known, None):
        return text
    values.problem("value", path, f"'{shown(text)}' is not one of {', '.join(known)}")
    return None


# --- network

def read_network(values: Values) -> Network | None:
    card = boot_card(values)
    if card is None or not values.fits(f"{CARDS}/{card}", card, "interface"):
        return None
    path = f"{CARDS}/{card}/hwaddr"
    if values.get(path) is None:
        values.problem("mac", f"{CARDS}/{card}", f"{card} has no MAC address, so the install server cannot know the "
                       f"guest: set cards/nic/{card}/hwaddr in its hardware template")
        return None
    written = values.text(path, "mac")
    static = choice(values, f"{KS}/bootproto", BOOTPROTO, "static") != "dhcp"
    interface = f"{NETWORK}/interfaces/{card}"
    needed = REQUIRED if static else None
    gateway = values.text(f"{interface}/gateway", "ip", None) or values.text(f"{NETWORK}/default_gateway", "ip", None)
    nameservers = values.texts(f"{NETWORK}/nameserver", "ip")
    return Network(card, (written or "").lower(), written or "", "static" if static else "dhcp",
                   values.text(f"{interface}/ip", "ip", needed), values.text(f"{interface}/netmask", "netmask", needed),
                   gateway, nameservers)


def boot_card(values: Values) -> str | None:
    """The card flagged as boot card; without a flag the only one. More than one flag is refused."""
    cards = values.table(CARDS)
    flagged = sorted(card for card in cards if values.boolean(f"{CARDS}/{card}/boot", False))
    if len(flagged) > 1:
        values.problem("nic", f"{CARDS}/{flagged[1]}/boot", f"{len(flagged)} network cards are boot cards "
                       f"({', '.join(map(shown, flagged))}): a guest boots through one")
        return None
    if flagged:
        return flagged[0]
    if len(cards) == 1:
        return next(iter(cards))
    if cards:
        values.problem("nic", CARDS, f"none of the {len(cards)} network cards is a boot card: set boot to true for one")
    elif values.get(CARDS) is not None:
        values.problem("nic", CARDS, "there is no network card")
    return None


def read_boot(values: Values, settings, system: System) -> Boot | None:
    folder = find_folder(values, settings, system)
    files = {key: values.text(f"{PXE}/{key}", "file", f"{folder}/{name}")
             for key, name in (("kernel", "vmlinuz"), ("initrd", "initrd.img"))}
    kickstart = values.text(f"{PXE}/kslocation", "kickstart")
    kind = "mac" if ":" in str(values.get(f"{PXE}/ksdevice")) else "interface"
    device = values.text(f"{PXE}/ksdevice", kind, "link")
    label = values.text(f"{PXE}/label", "label", f"Install {system.name}")
    append = values.text(f"{PXE}/append", "arguments", None)
    if folder is None or None in files.values():
        return None
    for word in (append or "").split():
        if word.count("=") > 1:
            values.problem("append", f"{PXE}/append",
                           f"pypxeboot fails on '{shown(word)}', which has more than one '='", "warning")
    kernel, initrd = (f"{folder}/{path.rpartition('/')[2]}".lstrip("/") for path in files.values())
    return Boot(label, kernel, initrd, kickstart, device, append)


# --- kickstart

def read_method(values: Values) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The install command, taken apart: `url --url URL` as ("url", (("url", URL),))."""
    path = f"{KS}/installtype"
    command = values.text(path, "install command")
    if command is None:
        return None
    method, *words = command.split()
    options = METHODS.get(method)
    if options is None:
        values.problem("value", path, f"'{shown(method)}' is not one of {', '.join(METHODS)}")
        return None
    found: dict[str, str] = {}
    while words:
        option, equals, value = words.pop(0).partition("=")
        option = option.removeprefix("--") if option.startswith("--") else ""
        value = value if equals else words.pop(0) if words else ""
        if option not in options or option in found:
            known = ", ".join(f"--{each}" for each in options) or "no options"
            values.problem("value", path, f"{method} takes {known}, each once, and nothing else")
            return None
        if not values.fits(path, value, options[option]):
            return None
        found[option] = value
    missing = [f"--{option}" for option in options if option not in found]
    if missing:
        values.problem("value", path, f"{method} has no {', '.join(missing)}")
        return None
    return method, tuple((option, found[option]) for option in options)


def read_password(values: Values, system: System) -> str | None:
    """The crypted password of root. Anything else is refused, and never shown."""
    path = f"{KS}/rootpw"
    text = values.typed(path, str, REQUIRED)
    if text is None or text in LOCKED:
        return text
    match = HASH.fullmatch(text)
    if match is None:
        values.problem("password", path, "is not a crypted password such as $1$salt$hash, nor a mark such as !! for "
                       "none; plain text does not go into a Kickstart file")
        return None
    if match["kind"] not in system.dialect.hashes:
        values.problem("password", path, f"{system.name} does not know passwords that are crypted as "
                       f"${match['kind']}$, so root could not log in", "warning")
    return text


def read_auth(values: Values, system: System) -> tuple[str, ...]:
    """The options of authconfig; one that came after the system's installer is replaced, with a warning."""
    path = f"{KS}/auth"
    found = []
    for index, option in enumerate(values.texts(path, "option")):
        if system.dialect.only_md5 and option.startswith("passalgo="):
            values.problem("value", f"{path}/{index}",
                           f"the installer of {system.name} does not know --{option}: it gets --enablemd5", "warning")
            option = "enablemd5"
        if option not in found:
            found.append(option)
    return tuple(found)


def read_firewall(values: Values) -> Firewall:
    path = f"{KS}/firewall"
    if values.get(path) is None:
        return Firewall(False)
    ports = values.typed(f"{path}/ports", list, []) or []
    for index, port in enumerate(ports):
        if type(port) is not int or not 0 < port < 65536:
            values.problem("value", f"{path}/ports/{index}", "must be the number of a port, 1 to 65535")
    services = values.texts(f"{path}/services", "word")
    for index, service in enumerate(services):
        if service not in SERVICES:
            values.problem("value", f"{path}/services/{index}",
                           f"'{shown(service)}' is not one of {', '.join(SERVICES)}")
    return Firewall(values.boolean(f"{path}/enabled", True), values.texts(f"{path}/trusted", "interface"), services,
                    tuple(ports))


def read_acknowledge(values: Values) -> tuple[str, ...]:
    """Who is told that the guest is installed; `ackurl` is what AII had before `acklist`."""
    found = values.texts(f"{KS}/acklist", "url")
    older = values.text(f"{KS}/ackurl", "url", None)
    if not found and older is None:
        values.problem("acknowledge", KS, "neither acklist nor ackurl says who is told that the guest is installed: it "
                       "will be installed again at each start until its entry leads to localboot.cfg", "warning")
    return found or ((older,) if older else ())


def name_what_is_left_out(values: Values) -> None:
    """What AII would do beyond this; a preview without it must say so."""
    found = [name for name in LEFT_OUT if values.get(f"{KS}/{name}") not in (None, False, [], {})]
    found += ["hooks"] if values.get(HOOKS) else []
    if found:
        values.problem("left-out", KS, f"AII also does what {', '.join(found)} say; the files here leave that out",
                       "warning")


def read_package_options(values: Values, system: System) -> tuple[str, ...]:
    path = f"{KS}/packages_args"
    found = []
    for index, option in enumerate(values.texts(path, "package option")):
        if option in system.dialect.package_options:
            found.append(option)
        elif option not in DROPPED_OPTIONS:
            values.problem("value", f"{path}/{index}", f"the installer of {system.name} does not know {shown(option)} "
                           f"(known: {', '.join(sorted(system.dialect.package_options))})")
    return tuple(found)


def read_repositories(values: Values) -> tuple[Repository, ...]:
    """Each repository that is switched on and can be had over the network."""
    found = []
    for index, _ in enumerate(values.typed(REPOSITORIES, list, []) or ()):
        path = f"{REPOSITORIES}/{index}"
        if values.boolean(f"{path}/enabled", True) and str(values.get(f"{path}/protocols/0/name", "http")) != "dir":
            name = values.text(f"{path}/name", "word")
            url = values.text(f"{path}/protocols/0/url", "url")
            if name is not None and url is not None:
                found.append(Repository(name, url, values.boolean(f"{path}/gpgcheck", False)))
    return tuple(found)


def read_client(values: Values) -> tuple[tuple[str, str], ...]:
    """Keys and values of the client's configuration, as component ccm has them, sorted."""
    found = []
    for key, value in sorted(values.table(CCM, {}).items()):
        path = f"{CCM}/{key}"
        if key in NOT_IN_CCM_CONF or value in ("", []):
            continue
        items = value if isinstance(value, list) else [value]
        text = ",".join(str(int(item) if isinstance(item, bool) else item) for item in items)
        if not CCM_KEY.fullmatch(key) or not all(isinstance(item, (str, int)) for item in items):
            values.problem("value", path, "cannot be an option of ccm.conf")
        elif values.fits(path, text, "line"):
            found.append((key, text))
    return tuple(found)


# --- disks, once more

def check_scheme(values: Values, guest: Guest) -> None:
    """What the installer, and the chosen way to make the partitions, cannot do."""
    known = guest.system.dialect.filesystems
    for each in (each for disk in guest.disks for each in disk.partitions if each.mountpoint is not None):
        if each.filesystem is not None and each.filesystem not in known:
            values.problem("partition", f"{each.mount_path}/type", f"the installer of {guest.system.name} does not "
                           f"make '{shown(each.filesystem)}' (it makes {', '.join(sorted(known))})")
        elif (each.mountpoint == "swap") != (each.filesystem == "swap"):
            values.problem("partition", f"{each.mount_path}/type",
                           "the mount point of swap is swap, and of nothing else")
    if guest.scheme == "anaconda":
        check_installer(values, guest)
    elif guest.scheme == "aii":
        for disk in guest.disks:
            if guest.system.dialect.partitioner == "fdisk":
                check_fdisk(values, guest, disk)
            check_numbers(values, guest, disk)


def check_fdisk(values: Values, guest: Guest, disk: Disk) -> None:
    """With four primary and extended partitions its old versions ask differently."""
    primaries = [each for each in disk.partitions if each.type != "logical"]
    if len(primaries) > 3 or primaries and disk.table != "msdos":
        values.problem("partition", primaries[-1].path, f"the fdisk of {guest.system.name} makes an msdos label "
                       "with up to three primary and extended partitions: make the others logical")


def check_numbers(values: Values, guest: Guest, disk: Disk) -> None:
    """Partitions get the next free number, so the profile may not leave one out; fdisk asks for it up to 4."""
    free = {False: 1, True: LAST_PRIMARY + 1}
    for each in disk.partitions:
        logical = each.type == "logical"
        if each.number != free[logical] and (logical or guest.system.dialect.partitioner != "fdisk"):
            values.problem("partition", each.path, f"{each.name} would become number {free[logical]}: number the "
                           f"partitions of {disk.name} without gaps")
            return
        free[logical] = each.number + 1


def check_installer(values: Values, guest: Guest) -> None:
    for disk in guest.disks:
        for each in disk.partitions:
            if each.type == "extended":
                continue
            if each.mountpoint is None:
                values.problem("partition", each.path, f"{each.name} has no filesystem, and the installer makes only "
                               "what it mounts: give it one, or set XEN_GUEST_PARTITIONING to aii")
            elif not each.format:
                values.problem("partition", each.path, f"{each.name} is not to be formatted, but the installer makes "
                               "it anew: set XEN_GUEST_PARTITIONING to aii")
            elif disk.ignore:
                values.problem("partition", each.path, f"{disk.name} is among the disks to ignore")
