"""Partitions: by the installer, and by the script of AII's scheme, run on the image of a disk."""
from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from qwg.aii.disks import Disk, Partition
from qwg.aii.partitioning import PARTITIONERS, partition_lines, partition_script

DEVICES = "/system/blockdevices"
SIZE = 1024


def partition(number: int, type: str, size: int | None, filesystem: str = "ext3") -> Partition:
    return Partition(f"xvda{number}", "xvda", number, type, size, "", None, filesystem)


LAYOUTS = {
    "three primary": [partition(1, "primary", 128), partition(2, "primary", 256, "swap"),
                      partition(3, "primary", None)],
    "one swap": [partition(1, "primary", None, "swap")],
    "logical": [partition(1, "primary", 128), partition(2, "extended", None), partition(5, "logical", 100, "swap"),
                partition(6, "logical", 200), partition(7, "logical", None)],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tool", PARTITIONERS)
def test_the_real_tool_makes_the_partitions(tool, layout, tmp_path):
    for name in (tool, "sfdisk"):
        if shutil.which(name) is None:
            pytest.skip(f"no {name} here (Debian: package {'parted' if name == 'parted' else 'fdisk'})")
    image = tmp_path / "disk"
    with open(image, "wb") as file:
        file.truncate(SIZE * 1024 ** 2)
    script = "\n".join(PARTITIONERS[tool](Disk("xvda", SIZE, clear=True, partitions=LAYOUTS[layout])))
    done = subprocess.run(["sh", "-e", "-c", script.replace("/dev/xvda", str(image))], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    table = json.loads(subprocess.run(["sfdisk", "--json", str(image)], capture_output=True, check=True).stdout)
    made = {int(each["node"].removeprefix(str(image))): each for each in table["partitiontable"]["partitions"]}
    assert sorted(made) == [each.number for each in LAYOUTS[layout]]
    for each in LAYOUTS[layout]:
        megabytes = made[each.number]["size"] // 2048
        assert megabytes == each.size if each.size else megabytes > SIZE - 700
        kinds = {"extended": ("5", "f")}.get(each.type, ("82",) if each.filesystem == "swap" else ("83",))
        assert made[each.number]["type"] in kinds


def lines(read, profile) -> list[str]:
    guest, found = read(profile)
    assert guest is not None, [diagnostic.message for diagnostic in found]
    return partition_lines(guest)


def test_a_disk_to_ignore_is_named(read, profile, put):
    put(profile, "/hardware/harddisks/xvdb", {"capacity": 1024})
    put(profile, "/system/aii/osinstall/ks/ignoredisk", ["xvdb"])
    assert lines(read, profile)[:2] == ["zerombr", "ignoredisk --drives=xvdb"]


def test_logical_partitions_follow_their_extended_one(read, profile, put):
    for name, type in (("xvda3", "extended"), ("xvda5", "logical")):
        put(profile, f"{DEVICES}/partitions/{name}", {"holding_dev": "xvda", "type": type})
    put(profile, "/system/filesystems/2/block_device", "partitions/xvda5")
    assert lines(read, profile)[-1] == "part / --fstype=ext3 --size=1 --grow --ondisk=xvda"


def test_what_may_not_be_cleared_is_partitioned_only_once(read, profile, put):
    put(profile, "/software/components/xen_guest/partitioning", "aii")
    put(profile, "/system/aii/osinstall/ks/clearpart", [])
    put(profile, "/system/filesystems/2/format", False)
    guest, _ = read(profile)
    script = partition_script(guest)
    assert "if ! grep -q ' xvda1$' /proc/partitions; then" in script and script[-2] == "fi"
    assert partition_lines(guest)[-1] == "part / --fstype=ext3 --onpart=xvda3 --noformat"


def test_a_disk_with_a_controller_has_its_name_unescaped(read, profile, put):
    put(profile, "/hardware/harddisks", {"cciss_2fc0d0": {"capacity": 20480}})
    put(profile, "/system/aii/osinstall/ks/clearpart", ["cciss/c0d0"])
    put(profile, f"{DEVICES}/physical_devs", {"cciss_2fc0d0": {"label": "msdos"}})
    put(profile, f"{DEVICES}/partitions", {"cciss_2fc0d0p1": {"holding_dev": "cciss_2fc0d0", "size": 1024}})
    root = {"block_device": "partitions/cciss_2fc0d0p1", "mountpoint": "/", "type": "ext3"}
    put(profile, "/system/filesystems", [root])
    assert lines(read, profile)[-1] == "part / --fstype=ext3 --size=1024 --asprimary --ondisk=cciss/c0d0"


TOO_MUCH = "up to xvda2 the partitions of xvda need"


@pytest.mark.parametrize("path, value, said", [
    (f"{DEVICES}/partitions/xvda2/size", 20480, TOO_MUCH),
    (f"{DEVICES}/partitions/xvda2/size", 20481, "xvda2 has 20481 MB, its disk xvda only 20480 MB"),
    (f"{DEVICES}/partitions/xvda2/size", 20480 - 128, "nothing of the 20480 MB of xvda is left for xvda3"),
    (f"{DEVICES}/partitions/xvda2/size", 0, "a partition of 0 MB cannot be made"),
    (f"{DEVICES}/partitions/xvda2/size", ..., "only one partition of xvda can take what is left"),
    (f"{DEVICES}/partitions/xvda2/size", "256", "must be a long, is a string"),
    (f"{DEVICES}/partitions/xvda2/type", "logical", "logical ones begin at 5"),
    (f"{DEVICES}/partitions/xvda2/type", "secondary", "is not one of primary, extended, logical"),
    (f"{DEVICES}/partitions/xvda2/holding_dev", "xvdz", "/hardware/harddisks has no disk 'xvdz'"),
    (f"{DEVICES}/partitions/other", {"holding_dev": "xvda"}, "must be called as its disk xvda, then a number"),
    (f"{DEVICES}/partitions/xvda4", {"holding_dev": "xvda", "size": 1}, "xvda4 has no filesystem"),
    (f"{DEVICES}/md", {"md0": {}}, "software RAID is not made for a guest"),
    ("/system/filesystems/1/block_device", "partitions/xvda9", "there is no partition 'xvda9'"),
    ("/system/filesystems/1/block_device", "files/swap", "'files/swap' is no partition"),
    ("/system/filesystems/1/mountpoint", "/", "'/': a partition and a mount point can be used once only"),
    ("/system/filesystems/2/mountpoint", "/srv", "no partition is mounted on /"),
    ("/system/filesystems/2/format", False, "the installer makes it anew"),
    ("/system/filesystems/2/type", "ext4", "the installer of sl450-x86_64 does not make 'ext4' (it makes ext2, ext3"),
    ("/system/filesystems/1/type", "ext3", "the mount point of swap is swap, and of nothing else"),
    ("/system/aii/osinstall/ks/ignoredisk", ["xvda"], "xvda is among the disks to ignore"),
    ("/system/aii/osinstall/ks/clearpart", ["xvdb"], "/hardware/harddisks has no disk 'xvdb'"),
])
def test_what_cannot_be_is_refused(read, profile, put, path, value, said):
    put(profile, path, value)
    guest, found = read(profile)
    assert guest is None and any(said in diagnostic.message for diagnostic in found), found


@pytest.mark.parametrize("system, numbers, said", [
    ("sl450-x86_64", {1: "primary", 2: "primary", 3: "primary", 4: "primary"}, "up to three primary and extended"),
    ("sl450-x86_64", {1: "primary", 2: "extended", 6: "logical"}, "xvda6 would become number 5"),
    ("el9x-x86_64", {1: "primary", 3: "primary"}, "xvda3 would become number 2"),
])
def test_what_the_script_of_a_system_cannot_make_is_refused(read, profile, put, system, numbers, said):
    put(profile, "/system/aii/osinstall/ks/installtype", f"nfs --server=192.0.2.2 --dir=/os/{system}")
    put(profile, "/software/components/xen_guest/partitioning", "aii")
    put(profile, f"{DEVICES}/partitions", {f"xvda{number}": {"holding_dev": "xvda", "size": 10, "type": type}
                                           for number, type in numbers.items()})
    put(profile, "/system/filesystems", [{"block_device": "partitions/xvda1", "mountpoint": "/", "type": "ext3"}])
    guest, found = read(profile)
    assert guest is None and any(said in diagnostic.message for diagnostic in found), found
