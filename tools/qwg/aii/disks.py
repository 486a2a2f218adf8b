"""A guest's profile comes in; the disks and partitions of its installation go out, as far as they fit.

Sizes are in MB, as in /hardware/harddisks and /system/blockdevices of the core's schema. Refused are LVM and
software RAID, a disk that the hardware does not have, and partitions that are larger than their disk.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from .values import Values, shown, unescape

HARDDISKS = "/hardware/harddisks"
DEVICES = "/system/blockdevices"
FILESYSTEMS = "/system/filesystems"
CLEARPART = "/system/aii/osinstall/ks/clearpart"
IGNOREDISK = "/system/aii/osinstall/ks/ignoredisk"
TYPES = ("primary", "extended", "logical")
NO_LVM = ("a guest has no LVM: its disk is a volume of the host already; use the layout xen/guest/filesystems "
          "(variable FILESYSTEM_LAYOUT_CONFIG_SITE)")
NOT_FOR_GUESTS = {"volume_groups": ("lvm", NO_LVM), "logical_volumes": ("lvm", NO_LVM),
                  "md": ("partition", "software RAID is not made for a guest: its disks are volumes of the host")}
TABLES = {"msdos": "msdos", "gpt": "gpt"}
LAST_PRIMARY = 4


@dataclass(frozen=True)
class Partition:
    """One partition; `size` None: all that is left. Without a mount point it only has to be there.

    `path` is where the profile has it, `mount_path` where its file system is.
    """
    name: str
    disk: str
    number: int
    type: str
    size: int | None
    path: str
    mountpoint: str | None = None
    filesystem: str | None = None
    format: bool = True
    mount_path: str = ""


@dataclass
class Disk:
    """A disk with its size, and its partitions by number. `clear`: what was on it may go."""
    name: str
    size: int
    table: str = "msdos"
    clear: bool = False
    ignore: bool = False
    partitions: list[Partition] = field(default_factory=list)


def read_disks(values: Values) -> list[Disk]:
    """The disks by name, with what the profile wants on them."""
    disks = {}
    for key in sorted(values.table(HARDDISKS)):
        path = f"{HARDDISKS}/{key}"
        name = unescape(key)
        size = values.integer(f"{path}/capacity")
        if not values.fits(path, name, "disk") or size is None:
            continue
        disks[name] = Disk(name, size, read_label(values, key))
    refuse_what_guests_lack(values)
    mark(values, disks, CLEARPART, "clear")
    mark(values, disks, IGNOREDISK, "ignore")
    mounts = read_filesystems(values)
    for key in sorted(values.table(f"{DEVICES}/partitions", {}), key=natural):
        partition = read_partition(values, key, disks, mounts.pop(key, {}))
        if partition:
            disks[partition.disk].partitions.append(partition)
    for key, mount in mounts.items():
        values.problem("partition", f"{mount['path']}/block_device",
                       f"there is no partition '{shown(unescape(key))}' in {DEVICES}/partitions")
    if not values.failed and not any(each.mountpoint == "/" for disk in disks.values() for each in disk.partitions):
        values.problem("partition", FILESYSTEMS, "no partition is mounted on /")
    for disk in disks.values():
        disk.partitions.sort(key=lambda partition: partition.number)
        check_fit(values, disk)
    return list(disks.values())


def natural(key: str) -> list:
    """xvda2 before xvda10."""
    return [(len(part), part) if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", key)]


def read_label(values: Values, key: str) -> str:
    path = f"{DEVICES}/physical_devs/{key}/label"
    label = values.text(path, "word", "msdos")
    if label in TABLES or label is None:
        return label or "msdos"
    if label != "none" or any(isinstance(each, dict) and each.get("holding_dev") == key
                              for each in values.table(f"{DEVICES}/partitions", {}).values()):
        values.problem("partition", path, f"a disk label '{shown(label)}' is not known (known: {', '.join(TABLES)})")
    return "msdos"


def refuse_what_guests_lack(values: Values) -> None:
    for key, (code, message) in NOT_FOR_GUESTS.items():
        path = f"{DEVICES}/{key}"
        if values.get(path):
            first = values.get(path)
            values.problem(code, f"{path}/{min(first)}" if isinstance(first, dict) else path, message)
            if code == "lvm":
                return


def mark(values: Values, disks: dict[str, Disk], path: str, attribute: str) -> None:
    for index, name in enumerate(values.texts(path, "disk")):
        if name in disks:
            setattr(disks[name], attribute, True)
        else:
            values.problem("partition", f"{path}/{index}", f"{HARDDISKS} has no disk '{shown(name)}'")


def read_filesystems(values: Values) -> dict[str, dict]:
    """By key of the partition: mount point, type and whether to format."""
    mounts: dict[str, dict] = {}
    points: set[str] = set()
    for index, _ in enumerate(values.typed(FILESYSTEMS, list, []) or ()):
        path = f"{FILESYSTEMS}/{index}"
        device = values.typed(f"{path}/block_device", str, None)
        kind, _, key = (device or "").partition("/")
        if kind != "partitions":
            # What belongs to LVM or RAID is refused with the device; the rest only once, here.
            if kind not in NOT_FOR_GUESTS or not values.get(f"{DEVICES}/{kind}"):
                values.problem("partition", f"{path}/block_device", f"'{shown(device or '')}' is no partition")
            continue
        point = values.text(f"{path}/mountpoint", "mountpoint")
        if key in mounts or point in points - {"swap"}:
            values.problem("partition", f"{path}/mountpoint", f"'{shown(point or '')}': a partition and a mount "
                           "point can be used once only")
            continue
        points.add(point)
        mounts[key] = {"path": path, "mountpoint": point,
                       "filesystem": values.text(f"{path}/type", "word"),
                       "format": values.boolean(f"{path}/format", True)}
    return mounts


def read_partition(values: Values, key: str, disks: dict[str, Disk], mount: dict) -> Partition | None:
    path = f"{DEVICES}/partitions/{key}"
    holder = values.typed(f"{path}/holding_dev", str, None)
    disk = disks.get(unescape(holder or ""))
    if disk is None:
        values.problem("partition", f"{path}/holding_dev",
                       f"{HARDDISKS} has no disk '{shown(unescape(holder or ''))}'")
        return None
    name = unescape(key)
    match = re.fullmatch(r"p?([1-9]\d{0,2})", name.removeprefix(disk.name)) if name.startswith(disk.name) else None
    if match is None:
        values.problem("partition", path, f"partition '{shown(name)}' must be called as its disk {disk.name}, then a "
                       "number")
        return None
    size = values.integer(f"{path}/size", None)
    if size is not None and size <= 0:
        values.problem("partition", f"{path}/size", f"a partition of {size} MB cannot be made")
    type = values.text(f"{path}/type", "word", "primary")
    number = int(match[1])
    if type not in (*TYPES, None):
        values.problem("partition", f"{path}/type", f"'{shown(type)}' is not one of {', '.join(TYPES)}")
    elif disk.table == "msdos" and (type == "logical") != (number > LAST_PRIMARY):
        values.problem("partition", path, f"a {type} partition cannot have the number {number}: logical ones begin "
                       f"at {LAST_PRIMARY + 1}")
    return Partition(name, disk.name, number, type or "primary", size, path, mount.get("mountpoint"),
                     mount.get("filesystem"), mount.get("format", True), mount.get("path", ""))


def check_fit(values: Values, disk: Disk) -> None:
    """The partitions must fit on their disk, one by one and together; one may take what is left."""
    used, growing = 0, None
    for partition in disk.partitions:
        path = f"{partition.path}/size"
        if partition.size is None:
            if partition.type == "extended":
                continue
            if growing:
                values.problem("partition", partition.path, f"{partition.name} and {growing.name} have no size: only "
                               f"one partition of {disk.name} can take what is left")
                return
            growing = partition
            continue
        if partition.size > disk.size:
            values.problem("partition", path, f"{partition.name} has {partition.size} MB, its disk {disk.name} only "
                           f"{disk.size} MB")
            return
        # An extended partition is the room of the logical ones, which are counted themselves.
        used += partition.size if partition.type != "extended" else 0
        if used > disk.size:
            values.problem("partition", path, f"up to {partition.name} the partitions of {disk.name} need {used} MB, "
                           f"the disk has only {disk.size} MB")
            return
    if growing and used >= disk.size:
        values.problem("partition", growing.path, f"nothing of the {disk.size} MB of {disk.name} is left for "
                       f"{growing.name}")
