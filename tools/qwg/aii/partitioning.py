"""The disks of a guest come in; Kickstart's lines for them go out, and for AII's scheme the script before.

Two schemes: by the installer (clearpart, `part --ondisk`), which the documentation of the Xen templates advises
for guests, and AII's own (a script makes the partitions, `part --onpart` only uses them).
"""
from __future__ import annotations

from collections.abc import Callable
from shlex import quote

from .disks import Disk, Partition
from .guest import Guest

SWAP = "82"
# Room for the partition table and the alignment of the first partition.
FIRST_MIB = 1


def partition_lines(guest: Guest) -> list[str]:
    """The commands of Kickstart about disks."""
    lines = ["zerombr"] if guest.clear_mbr else []
    ignored = [disk.name for disk in guest.disks if disk.ignore and not disk.partitions]
    if ignored:
        lines.append(f"ignoredisk --drives={','.join(ignored)}")
    cleared = [disk.name for disk in guest.disks if disk.clear]
    if guest.scheme == "anaconda" and cleared:
        lines.append(f"clearpart --all --initlabel --drives={','.join(cleared)}")
    part = SCHEMES[guest.scheme]
    return lines + [part(each) for disk in guest.disks for each in disk.partitions if each.mountpoint is not None]


def by_installer(partition: Partition) -> str:
    size = "--size=1 --grow" if partition.size is None else f"--size={partition.size}"
    primary = " --asprimary" if partition.type == "primary" else ""
    return f"part {partition.mountpoint} --fstype={partition.filesystem} {size}{primary} --ondisk={partition.disk}"


def by_script(partition: Partition) -> str:
    keep = "" if partition.format else " --noformat"
    return f"part {partition.mountpoint} --fstype={partition.filesystem} --onpart={partition.name}{keep}"


SCHEMES: dict[str, Callable[[Partition], str]] = {"anaconda": by_installer, "aii": by_script}


def partition_script(guest: Guest) -> list[str]:
    """The shell lines that make the partitions before the installer looks at the disks; none for its own scheme."""
    if guest.scheme != "aii":
        return []
    partitioner = PARTITIONERS[guest.system.dialect.partitioner]
    lines = []
    for disk in guest.disks:
        if not disk.partitions:
            continue
        commands = partitioner(disk)
        if disk.clear:
            lines += [f"# {disk.name}: everything on it goes.", *commands, ""]
        else:
            # What must not be cleared may have its partitions already.
            first = disk.partitions[0].name
            lines += [f"# {disk.name}: only if it has no partitions yet.",
                      f"if ! grep -q {quote(f' {first}$')} /proc/partitions; then", *commands, "fi", ""]
    return lines


def fdisk(disk: Disk) -> list[str]:
    """The fdisk of Enterprise Linux 3 and 4, answered as it asks.

    It asks for a number for a primary or extended partition only, and when the type is set for none if there is
    just one partition.
    """
    answers = ["o"]
    for each in disk.partitions:
        answers += ["n", each.type[0]] + ([] if each.type == "logical" else [str(each.number)])
        answers += ["", "" if each.size is None else f"+{each.size}M"]
    swaps = [each for each in disk.partitions if each.filesystem == "swap"]
    for each in swaps:
        answers += ["t", *([str(each.number)] if len(disk.partitions) > 1 else []), SWAP]
    return [f"fdisk {quote(f'/dev/{disk.name}')} <<'END_OF_ANSWERS'", *answers, "w", "END_OF_ANSWERS"]


def parted(disk: Disk) -> list[str]:
    device = quote(f"/dev/{disk.name}")
    lines = [f"parted -s {device} mklabel {disk.table}"]
    start = inner = FIRST_MIB
    for each in disk.partitions:
        if each.type == "logical":
            # Each logical partition has a table of its own before it.
            begin = inner = inner + 1
        else:
            begin = start
        end = None if each.size is None else begin + each.size
        # For a GUID table the word is the partition's name.
        kind = each.type if disk.table == "msdos" else "primary"
        kind += " linux-swap" if each.filesystem == "swap" else ""
        lines.append(f"parted -s -- {device} mkpart {kind} {begin}MiB {'100%' if end is None else f'{end}MiB'}")
        if each.type == "extended":
            inner = start
        elif each.type == "logical":
            inner = end or begin
        start = end if end is not None and each.type != "logical" else start
    return lines


PARTITIONERS: dict[str, Callable[[Disk], list[str]]] = {"fdisk": fdisk, "parted": parted}
