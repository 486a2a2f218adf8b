"""The domains of a host come in, what has to be done for their disks goes out: a shell script, and JSON.

The plan is carried out on the host, not here. Its order: the volume groups must be there; each disk is made if
the profile says so and it is missing, else only looked at; the initial RAM disk of a host whose root is a
logical volume; the start of the domains. What is there already is never overwritten, resized or formatted. The
commands are those of ncm-xen 0.2 (lvcreate, dd) and of its documentation (mkinitrd), but for vgcreate.
"""
from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qwg.pan.diagnostics import Diagnostic
from qwg.site.profile import find

from .domain import Domain, Reader, Vbd, finding, shown
from .storage_script import FUNCTIONS

COMPONENT = "/software/components/xen"
# What lvm(8) lets be the name of a volume group or a logical volume, and what it keeps for itself.
LVM_NAME = re.compile(r"[A-Za-z0-9+_.][A-Za-z0-9+_.-]{0,126}")
LVM_RESERVED = re.compile(r"snapshot.*|pvmove.*|.*_(cdata|cmeta|corig|mimage|mlog|rimage|rmeta|tdata|tmeta|vorigin).*")
FILE_NAME = re.compile(r"[ -~]+")
KERNEL_VERSION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+~-]*")
BOOT_FILE = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9_.+~-]*)+")
# 8 EiB in MB: more cannot be counted in bytes by a shell.
MOST_MB = 2 ** 42
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Step:
    """One step: a function of the script with its words, and the same as JSON.

    `check` is the command by which it sees whether what it is about is there; `commands` are what it runs if not,
    and without any it only looks.
    """
    name: str
    arguments: tuple[str, ...]
    check: tuple[str, ...]
    commands: tuple[tuple[str, ...], ...] = ()
    fields: dict = field(default_factory=dict)
    guest: str | None = None

    def as_dict(self) -> dict:
        owner = {"guest": self.guest} if self.guest is not None else {}
        return {"step": self.name, **owner, **self.fields, "check": list(self.check),
                "commands": [list(command) for command in self.commands]}

    def line(self) -> str:
        return shlex.join((self.name, *self.arguments)) + "\n"


class Unplannable(Exception):
    """A disk or a domain cannot be handled on the host; the message says why."""


@dataclass(frozen=True)
class Switches:
    """XEN_CREATE_FILESYSTEMS and XEN_CREATE_DOMAINS of a host."""
    filesystems: bool = False
    domains: bool = False


def read_switches(tree: dict, profile: str) -> tuple[Switches, list[Diagnostic]]:
    """What the host may do; without a value it does nothing."""
    reader = Reader(profile)
    component = find(tree, COMPONENT, {})
    values = {key: reader.typed(component[key], (bool,), f"{COMPONENT}/{key}")
              for key in ("create_filesystems", "create_domains")
              if isinstance(component, dict) and key in component}
    switches = Switches(bool(values.get("create_filesystems")), bool(values.get("create_domains")))
    return switches, reader.diagnostics


def lvm_name(text: str | None, what: str) -> str:
    if not text or not LVM_NAME.fullmatch(text) or text in (".", ".."):
        raise Unplannable(f"{what} '{shown(text or '')}' is no name that LVM takes: 1 to 127 of the characters "
                          "A-Z a-z 0-9 + _ . - and no hyphen first")
    if LVM_RESERVED.fullmatch(text):
        raise Unplannable(f"{what} '{shown(text)}' is a name that LVM keeps for itself")
    return text


def size_of(vbd: Vbd, make: bool) -> str:
    """The size in MB as a word of the script; `-` if the profile does not say."""
    if vbd.size is None:
        if make:
            raise Unplannable("is to be created, but has no size")
        return "-"
    if not 0 < vbd.size < MOST_MB:
        raise Unplannable(f"has the size {vbd.size} MB, which cannot be")
    return str(vbd.size)


class Disk(NamedTuple):
    """What is to be done for one disk."""
    device: str
    arguments: tuple[str, ...]
    check: tuple[str, ...]
    commands: tuple[tuple[str, ...], ...] = ()


def logical_volume(vbd: Vbd, make: bool) -> Disk:
    group, volume = lvm_name(vbd.hostdevice, "hostdevice"), lvm_name(vbd.hostvol, "hostvol")
    size = size_of(vbd, make)
    commands = (("lvcreate", "-L", f"{size}M", "-n", volume, group),) if make else ()
    check = ("lvs", "--noheadings", "--nosuffix", "--units", "b", "-o", "lv_name,lv_size,vg_extent_size", group)
    return Disk(f"/dev/{group}/{volume}", (group, volume, size), check, commands)


def image_file(vbd: Vbd, make: bool) -> Disk:
    path, size = vbd.path or "", size_of(vbd, make)
    if not FILE_NAME.fullmatch(path):
        raise Unplannable(f"path '{shown(path)}' is empty or has a character that is not printable ASCII")
    # Of the parts of `/srv/x` the first is empty, and only that one may be.
    if not path.startswith("/") or any(part in ("", ".", "..") for part in path.split("/")[1:]):
        raise Unplannable(f"path '{shown(path)}' must be absolute, without empty, '.' and '..' parts")
    if any(len(part) > 255 - len(UNFINISHED) for part in path.split("/")) or len(path) > 4000:
        raise Unplannable("path is longer than a path can be")
    new = path + UNFINISHED
    commands = (("mkdir", "-p", path.rpartition("/")[0] or "/"),
                ("dd", "if=/dev/zero", f"of={new}", "bs=1M", f"count={size}"),
                ("ln", new, path), ("rm", new)) if make else ()
    return Disk(path, (path, size), ("ls", "-dlnL", "--", path), commands)


def block_device(vbd: Vbd, make: bool) -> Disk:
    """A device is never made, whatever the profile says; ncm-xen does nothing for it either."""
    name = vbd.hostdevice or ""
    if not FILE_NAME.fullmatch(name) or any(part in ("", ".", "..") for part in name.split("/")):
        raise Unplannable(f"hostdevice '{shown(name)}' must be below /dev, without empty, '.' and '..' parts")
    return Disk(f"/dev/{name}", (f"/dev/{name}", size_of(vbd, False)), ("test", "-b", f"/dev/{name}"))


# By a disk's type: the step, and the function that gives its arguments, its commands and the device.
DISKS = {"lvm": ("logical_volume", logical_volume), "file": ("image_file", image_file),
         "phy": ("block_device", block_device)}


def disk_steps(domain: Domain, switches: Switches, profile: str) -> tuple[list[Step], list[Diagnostic]]:
    """A step for each disk of a domain; what stands against one is a finding, and then there is no step."""
    steps, findings = [], []
    for index, vbd in enumerate(domain.options.disk or ()):
        make = switches.filesystems and vbd.create is True
        if vbd.type not in DISKS:
            continue
        name, describe = DISKS[vbd.type]
        try:
            disk = describe(vbd, make)
        except Unplannable as error:
            findings.append(finding(profile, f"{domain.options.path}/disk/{index}", str(error), code="xen.storage"))
            continue
        # The script runs the one command that makes the disk; what has to stand round it is in its function.
        run = next((command for command in disk.commands if command[0] in ("lvcreate", "dd")), ())
        fields = {"guestdevice": vbd.guestdevice, "device": disk.device, "size_mb": vbd.size,
                  "make": bool(disk.commands)}
        steps.append(Step(name, (*disk.arguments, *run), disk.check, disk.commands, fields, domain.key))
    return steps, findings


def group_steps(steps: list[Step]) -> Iterator[Step]:
    groups = {step.arguments[0] for step in steps if step.name == "logical_volume"}
    for group in sorted(groups):
        yield Step("volume_group", (group,), ("vgs", "--noheadings", "-o", "vg_name", group), (),
                   {"volume_group": group})


def boot_entry(tree: dict) -> tuple[str, str] | None:
    """The version of the host's Xen kernel and the path of its initial RAM disk, None without a boot entry."""
    kernels = find(tree, "/software/components/grub/kernels", [])
    version = find(tree, "/system/kernel/version")
    prefix = find(tree, "/software/components/grub/prefix", "/boot")
    for kernel in reversed(kernels if isinstance(kernels, list) else ()):
        if isinstance(kernel, dict) and "multiboot" in kernel and isinstance(kernel.get("initrd"), str):
            path = f"{prefix}/{kernel['initrd'].lstrip('/')}"
            return (version, path) if isinstance(version, str) else None
    return None


def root_on_lvm(tree: dict) -> bool:
    """Whether / is on a logical volume, by the file systems of AII 2 (block_device, mountpoint)."""
    systems = find(tree, "/system/filesystems", [])
    return any(isinstance(system, dict) and system.get("mountpoint") == "/"
               and str(system.get("block_device")).startswith("logical_volumes/")
               for system in (systems if isinstance(systems, list) else ()))


def boot_steps(tree: dict, profile: str) -> tuple[list[Step], list[Diagnostic]]:
    """The documentation's mkinitrd: a root on LVM needs the device mapper in the initial RAM disk."""
    entry = boot_entry(tree) if root_on_lvm(tree) else None
    if entry is None:
        return [], []
    version, image = entry
    if not KERNEL_VERSION.fullmatch(version) or not BOOT_FILE.fullmatch(image):
        text = f"the kernel '{shown(version)}' or its initial RAM disk '{shown(image)}' cannot be a file in /boot"
        return [], [finding(profile, "/system/kernel/version", text, code="xen.storage")]
    command = ("mkinitrd", "--preload", "dm-mod", image, version)
    return [Step("initial_ram_disk", (image, *command), ("test", "-e", image), (command,),
                 {"image": image, "kernel": version})], []


def start_steps(domains: list[Domain], switches: Switches, toolstack: str) -> Iterator[Step]:
    for domain in domains if switches.domains else ():
        file = f"/etc/xen/{domain.key}"
        command = (toolstack, "create", file)
        fields = {"domain": domain.options.name, "file": file}
        yield Step("start_domain", (domain.options.name, *command), (toolstack, "list", domain.options.name),
                   (command,), fields, domain.key)


def plan(domains: list[Domain], disks: dict[str, list[Step]], boot: list[Step], switches: Switches,
         toolstack: str) -> list[Step]:
    """All steps in order; `disks` are the results of `disk_steps` by domain, `boot` those of `boot_steps`."""
    made = [step for domain in domains for step in disks.get(domain.key, ())]
    return [*group_steps(made), *made, *boot, *start_steps(domains, switches, toolstack)]


def as_json(host: str, toolstack: str, steps: list[Step]) -> bytes:
    document = {"host": host, "toolstack": toolstack, "steps": [step.as_dict() for step in steps]}
    return json.dumps(document, indent=1).encode() + b"\n"


def as_script(host: str, steps: list[Step]) -> bytes:
    """The plan as a POSIX script; every word that a profile gave is quoted."""
    lines = []
    current: str | None = None
    if any(step.name == "volume_group" for step in steps):
        lines.append("\n# Nothing is done unless all volume groups are there.\n")
    for number, step in enumerate(steps):
        if number and steps[number - 1].name == "volume_group" and step.name != "volume_group":
            lines.append("volume_groups_present\n")
        if step.guest != current:
            current = step.guest
            lines.append(f"\nguest {shlex.quote(current or '')}\n")
        lines.append(step.line())
    lines.append("\nfinish\n")
    return (FUNCTIONS.replace("@HOST@", host) + "".join(lines)).encode("ascii")
