"""What a site may get wrong: the error names the guest, the host and the remedy; what is only unwise is a
warning.
"""
from __future__ import annotations

import pytest

from test_variables import G1, G3, HOST, HOST2, set_variable

SITE_DB = "sites/example/site/databases.pan"
HARDWARE = "sites/example/hardware/machine/example/xen-guest1.pan"

# name: (edits of variables, edits of files, profile, all that the error says)
ERRORS = {
    "guest on two hosts": (
        {"site/xen/db XEN_DB": f"dict('{HOST}', list('{G1}'), '{HOST2}', list('{G1}'))"}, [], G1,
        [G1, "more than one host", f"{HOST}, {HOST2}", "leave it in the list of one"]),
    "guest of XEN_GUESTS is another host's in XEN_DB": (
        {f"{HOST2} XEN_GUESTS": f"list('{G1}')"}, [(
            "clusters/example-xen/profiles/xen-host2.example.org.pan", f"variable XEN_GUESTS = list('{G3}', "
            "'xen-guest4.example.org');\n", "")], HOST2, [HOST2, G1, f"XEN_DB has it on host {HOST}", "leave it"]),
    "unknown guest": (
        {f"{HOST} XEN_GUESTS": "list('nobody.example.org')"}, [], HOST,
        [HOST, "guest nobody.example.org has no profile", "take it out of XEN_DB or XEN_GUESTS"]),
    "host is its own guest": (
        {f"{HOST} XEN_GUESTS": f"list('{HOST}')"}, [], HOST, [HOST, "among its own guests", "take it out"]),
    "host is its own guest in XEN_DB": (
        {"site/xen/db XEN_DB": f"dict('{G1}', list('{G1}'))"}, [], G1, [G1, "among its own guests", "XEN_DB"]),
    "no MAC address": (
        {}, [(HARDWARE, "'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:11';\n", "")], G1,
        [G1, HOST, "card eth0 has no MAC address", "set cards/nic/eth0/hwaddr in the hardware template"]),
    "bad MAC address": (
        {}, [(HARDWARE, "00:16:3e:00:00:11", "00:16:3e:00:00:1")], G1, [G1, HOST, "card eth0 has no MAC address", "set cards"]),
    "no size of the disk": (
        {}, [(HARDWARE, "'harddisks/xvda/capacity' = 20 * GB;", "'harddisks/xvda/capacity' = undef;")], G1,
        [G1, HOST, "disk xvda has no size", "set harddisks/xvda/capacity"]),
    "no disk": (
        {}, [("clusters/example-xen/profiles/xen-guest1.example.org.pan", "include 'xen/guest/config';",
              "'/hardware/harddisks' = null;\ninclude 'xen/guest/config';")], G1,
        [G1, HOST, "has no disk", "add one to harddisks in the hardware template"]),
    "no memory": (
        {}, [(HARDWARE, "'ram/0/size' = 256 * MB;", "'ram/0/size' = undef;")], G1,
        [G1, HOST, "has no memory", "set ram/0/size"]),
    "no network card": (
        {}, [("clusters/example-xen/profiles/xen-guest1.example.org.pan", "include 'xen/guest/config';",
              "'/hardware/cards' = null;\ninclude 'xen/guest/config';")], G1,
        [G1, HOST, "has no network card", "add one to cards/nic in the hardware template"]),
    "no memory for a swap partition": (
        {}, [(HARDWARE, "'ram/0/size' = 256 * MB;", "'ram' = null;")], G1, [G1, HOST, "has no memory", "set ram/0/size"]),
    "no memory on a machine without swap": (
        {}, [("clusters/example-xen/profiles/xen-guest1.example.org.pan", "include 'xen/guest/config';",
              "'/hardware/ram' = null;\ninclude 'xen/guest/config';")], G1, [G1, HOST, "has no memory", "set ram/0/size"]),
    "a guest that its XEN_DB host compiles": (
        {}, [(HARDWARE, "'cards/nic/eth0/hwaddr' = '00:16:3e:00:00:11';\n", "")], HOST,
        [G1, HOST, "card eth0 has no MAC address", "set cards/nic/eth0/hwaddr in the hardware template"]),
    "memory of the host is a number": (
        {f"{HOST} XEN_DOM0_MEM": "400"}, [], HOST, [HOST, "XEN_DOM0_MEM is 400", 'such as "400M"']),
    "memory of the host has no unit": (
        {f"{HOST} XEN_DOM0_MEM": "'400'"}, [], HOST, [HOST, "XEN_DOM0_MEM is 400", 'such as "400M"']),
    "no Xen for a host of this system": (
        {f"{HOST} NODE_OS_VERSION": "'sl308-i386'"}, [], HOST, [HOST, "can be a Xen guest only", "os_version_db"]),
    "no templates for the system of a host": (
        {f"{HOST} NODE_OS_VERSION": "'sl460-x86_64'"}, [], HOST, [HOST, "no rpms/xen/host", "load path"]),
    "no templates for the system of a guest": (
        {f"{G1} NODE_OS_VERSION": "'sl460-x86_64'", f"{G1} KERNEL_VERSION_NUM": "'2.6.9-67.EL'"}, [], G1,
        [G1, "no rpms/xen/guest", "load path"]),
    "partitioned by nobody we know": (
        {f"{G1} XEN_GUEST_PARTITIONING": "'fdisk'"}, [], G1, ["value (fdisk) is not a possible choice"]),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_names_guest_host_and_remedy(tree, name):
    variables, edits, profile, words = ERRORS[name]
    apply(tree, variables, edits)
    _, diagnostics = tree.profiles(profile)
    [error] = [each for each in diagnostics if each.severity == "error"]
    assert [word for word in words if word not in error.message] == [], error.text()
    assert error.span.line > 0


def apply(tree, variables, edits) -> None:
    for path, old, new in edits:
        tree.edit(path, old, new)
    for place, value in variables.items():
        where, _, variable = place.rpartition(" ")
        set_variable(tree, where, variable, value)


# name: (edits of variables, edits of files, profile, all that the warning says)
WARNINGS = {
    "LVM inside a guest": (
        {f"{G1} DISK_VOLUME_PARAMS": "dict('root', dict('type', 'lvm', 'device', 'root', 'volgroup', 'vg0', 'size', 1024, "
         "'mountpoint', '/'), 'vg0', dict('type', 'vg', 'devices', list('xvda1')))"},
        [("clusters/example-xen/profiles/xen-guest1.example.org.pan",
          "variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';\n", "")], G1,
        [G1, HOST, "LVM inside a guest", "xen/guest/filesystems"]),
    "sda where Xen says xvda": (
        {}, [(HARDWARE, "hardware/machine/xen/base'", "hardware/machine/xen/base_sda'"), (HARDWARE, "xvda", "sda")], G1,
        [G1, HOST, "disk sda", "call it xvda", "hardware template"]),
    "boot arguments that pypxeboot refuses": (
        {f"{HOST} XEN_BOOTARGS": f"dict('{G1}', 'mac=00:16:3e:00:00:11,bridge=br0')"}, [], HOST,
        [HOST, G1, "pypxeboot refuses", '"00:16:3e:00:00:11,bridge" is not a MAC address', "write mac=ADDRESS"]),
    "vif[0] with a bridge for pypxeboot": (
        {f"{HOST} XEN_BOOTARGS": f"dict('{G1}', 'vif[0]')", f"{HOST} XEN_VIF_BRIDGE": f"dict('{G1}', dict('eth0', 'br0'))"},
        [], HOST, [HOST, G1, "pypxeboot refuses", "is not a MAC address"]),
    "a VIF that is not there": (
        {f"{HOST} XEN_BOOTARGS": f"dict('{G1}', 'vif[1]')"}, [], HOST, [HOST, G1, "pypxeboot refuses", "no VIF 1"]),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_names_them_too_and_the_profile_is_written(tree, name, capfd):
    variables, edits, profile, words = WARNINGS[name]
    apply(tree, variables, edits)
    profiles, diagnostics = tree.profiles(profile)
    assert profile in profiles, [diagnostic.text() for diagnostic in diagnostics]
    warned = capfd.readouterr().err
    assert [word for word in words if word not in warned] == [], warned


def test_the_example_gives_no_warning(tree, capfd):
    profiles, diagnostics = tree.profiles()
    assert (len(profiles), diagnostics, capfd.readouterr().err) == (6, [], "")
