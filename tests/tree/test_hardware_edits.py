"""What the hardware template of a guest says is in the profile of its host and in the guest's file on that
host.
"""
from __future__ import annotations

import json

import pytest

HOST = "xen-host.example.org"
GUEST = "xen-guest1.example.org"
HARDWARE = "sites/example/hardware/machine/example/xen-guest1.pan"

EDITS = {
    "MAC address": ("00:16:3e:00:00:11", "00:16:3e:aa:bb:cc", "vif", ["mac=00:16:3e:aa:bb:cc"],
                    "vif = ['mac=00:16:3e:aa:bb:cc']"),
    "memory": ("256 * MB", "3 * GB", "memory", 3072, "memory = '3072'"),
    "processors": ("'ram/0/size'", "'cpu/1' = create('hardware/cpu/xen_vcpu');\n'ram/0/size'", "vcpus", 2, "vcpus = '2'"),
    "name of the disk": ("'harddisks/xvda/capacity' = 20", "'harddisks/xvda' = null;\n'harddisks/xvdb' ="
                         " create('hardware/harddisk/xen_vbd', 'capacity', 20 * GB);\n'harddisks/xvdb/capacity' = 20",
                         "disk", [{"create": True, "guestdevice": "xvdb", "hostdevice": "vg01", "hostvol": GUEST,
                                   "rw": "w", "size": 20480, "type": "lvm"}], f"disk = ['phy:/dev/vg01/{GUEST},xvdb,w']"),
    "size of the disk": ("20 * GB", "30 * GB", "disk", [{"create": True, "guestdevice": "xvda", "hostdevice": "vg01",
                                                         "hostvol": GUEST, "rw": "w", "size": 30720, "type": "lvm"}],
                         # The size is for who makes the volume; xm has no place for it.
                         f"disk = ['phy:/dev/vg01/{GUEST},xvda,w']"),
}


def option(tree, name: str):
    profile = json.loads((tree.root / "build" / "profiles" / f"{HOST}.json").read_text())
    return profile["software"]["components"]["xen"]["domains"][GUEST]["options"][name]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_reaches_the_host(tree, edit):
    old, new, name, value, line = EDITS[edit]
    assert tree.compile().exit_code == 0
    assert option(tree, name) != value
    xm = tree.root / "build" / "hosts" / HOST / "etc" / "xen" / GUEST
    before = xm.read_text()

    tree.edit(HARDWARE, old, new)
    report = tree.compile()

    assert report.exit_code == 0, [finding.text() for finding in report.findings()]
    assert option(tree, name) == value
    assert line in xm.read_text().splitlines()
    assert edit == "size of the disk" or line not in before.splitlines()
    changed = {outcome.name for outcome in report.build.outcomes if outcome.changed}
    assert changed == {HOST, GUEST}


def test_a_guest_s_file_is_all_that_its_hardware_says(tree):
    assert tree.compile().exit_code == 0
    folder = tree.root / "build" / "hosts" / HOST / "etc" / "xen"
    lines = [line for line in (folder / "xen-guest2.example.org").read_text().splitlines() if line[:1] not in ("#", "")]
    assert lines == [
        "bootloader = '/usr/bin/pypxeboot'",
        "disk = ['phy:/dev/vg01/xen-guest2.example.org,xvda,w',"
        "'phy:/dev/vg01/xen-guest2.example.org-xvdb,xvdb,w']",
        "memory = '1024'",
        "name = 'xen-guest2.example.org'",
        "vcpus = '2'",
        "vif = ['mac=00:16:3e:00:00:12']",
        "bootargs = vif[0]",
    ]
    assert (folder / "auto" / "xen-guest2.example.org").readlink().as_posix() == "../xen-guest2.example.org"
