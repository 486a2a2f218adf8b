"""The JSON Schemas of what the tools read: each takes what the example has and rejects what it must."""
from __future__ import annotations

import copy
import json
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from qwg.site.profile import find
from qwg.xen import schema
from qwg.xen.schema import SCHEMAS, load, quick, validator, violations

NIC = {"hwaddr": "00:16:3e:00:00:01", "driver": "xen-netfront", "boot": True}
DISK = {"type": "lvm", "guestdevice": "xvda", "rw": "w", "hostdevice": "vg01", "hostvol": "g", "size": 1,
        "create": True}
OPTIONS = {"name": "g", "memory": 256, "vcpus": 1, "vif": ["mac=00:16:3e:00:00:01"], "disk": [DISK],
           "on_crash": "coredump-restart", "netmask": "255.255.255.0"}
GOOD = {
    "hardware": {"cpu": [{"arch": "x86_64", "cores": 2, "speed": 0}], "ram": [{"size": 256}], "location": "here",
                 "cards": {"nic": {"eth0": NIC}}, "harddisks": {"xvda": {"capacity": 1}}, "of_the_site": 1},
    "software": {"components": {"xen": {
        "active": True, "create_domains": True, "create_filesystems": False,
        "domains": {"g": {"options": OPTIONS, "auto": True}},
        "guest_map": {"g": {"guest_mac": "00:16:3e:00:00:01", "hypervisor_name": "h"}},
        "network": {"bridges": {"xenbr0": {"netdev": "eth0", "vifnum": 0}},
                    "vlans": {"b": {"netdev": "eth0", "vlan": 7}}}}}},
    "system": {
        "aii": {"nbp": {"pxelinux": {"kernel": "x/vmlinuz", "initrd": "x/initrd.img", "ksdevice": "eth0", "label": "x",
                                     "kslocation": "http://server.example.org/ks/g.ks"}},
                "osinstall": {"ks": {"installtype": "url --url http://server.example.org/sl", "lang": "en_US",
                                     "timezone": "UTC", "rootpw": "!!", "clearpart": ["xvda"]}}},
        "blockdevices": {"physical_devs": {"xvda": {"label": "msdos"}},
                         "partitions": {"xvda1": {"holding_dev": "xvda", "size": 1, "type": "primary"}},
                         "volume_groups": {"vg": {"device_list": ["partitions/xvda1"]}},
                         "logical_volumes": {"lv": {"volume_group": "vg", "size": 1}}},
        "filesystems": [{"block_device": "partitions/xvda1", "mountpoint": "/", "type": "ext3", "format": True}]},
}
REMOVED = object()
OPTION = "/software/components/xen/domains/g/options"
PXE, KS = "/system/aii/nbp/pxelinux", "/system/aii/osinstall/ks"

# (path, the value put there, where it is rejected if not there, what is said)
CASES = [
    ("/hardware", [], "", "must be a nlist, is a list"),
    ("/hardware/cpu", {}, "", "must be a list, is a nlist (One element for each processor"),
    ("/hardware/cpu/0/cores", 0, "", "is '0'; it must be at least 1 (Number of cores"),
    ("/hardware/cpu/0/cores", True, "", "must be a long, is a boolean"),
    ("/hardware/cpu/0/cores", 2.0, "", "must be a long, is a double"),
    ("/hardware/cpu/0/arch", "x86 64", "", "is 'x86 64', which has not the right form"),
    ("/hardware/ram/0/size", REMOVED, "/hardware/ram/0", "'size' (Size of the module in MB) is required and missing"),
    ("/hardware/ram/0/size", "256", "", "must be a long, is a string"),
    ("/hardware/ram/0/size", -1, "", "must be at least 1"),
    ("/hardware/cards/nic/eth0/hwaddr", REMOVED, "/hardware/cards/nic/eth0", "'hwaddr' (MAC address"),
    ("/hardware/cards/nic/eth0/hwaddr", "00:16:3e:00:00", "", "is '00:16:3e:00:00', which has not the right form"),
    ("/hardware/cards/nic/eth0/hwaddr", "00:16:3e:00:00:01\n", "", "which has not the right form"),
    ("/hardware/cards/nic/eth0/hwaddr", "00-16-3e-00-00-01", "", "which has not the right form"),
    ("/hardware/cards/nic/eth0/boot", "yes", "", "must be a boolean, is a string"),
    ("/hardware/harddisks/xvda/capacity", 0, "", "must be at least 1 (Size of the disk in MB)"),
    ("/hardware/location", 1, "", "must be a string, is a long"),
    ("/software/components/xen/create_domains", "yes", "", "must be a boolean, is a string"),
    ("/software/components/xen/domains", [], "", "must be a nlist, is a list"),
    ("/software/components/xen/domains/g/options", REMOVED, "/software/components/xen/domains/g",
     "'options' (The options of the domain) is required"),
    ("/software/components/xen/domains/g/autostart", True, "/software/components/xen/domains/g",
     "'autostart' is not known here"),
    ("/software/components/xen/domains/g/install_options", {}, "", "'name' (Name of the domain), 'memory'"),
    (f"{OPTION}/name", "", "", "is empty (Name of the domain)"),
    (f"{OPTION}/memory", "256", "", "must be a long, is a string (Memory of the domain in MB)"),
    (f"{OPTION}/vif", "mac=x", "", "must be a list, is a string"),
    (f"{OPTION}/vif/0", 1, "", "must be a string, is a long"),
    (f"{OPTION}/netmask", "255.255.255.256", "", "which has not the right form (Netmask, an IPv4 address)"),
    (f"{OPTION}/on_crash", "ignore", "", "is 'ignore'; it must be one of destroy, restart"),
    (f"{OPTION}/on_reboot", "coredump-restart", "", "it must be one of destroy, restart"),
    (f"{OPTION}/evil", 1, OPTION, "'evil' is not known here"),
    (f"{OPTION}/disk/0/type", "nfs", "", "is 'nfs'; it must be one of lvm, phy, file"),
    (f"{OPTION}/disk/0/rw", "rw", "", "is 'rw'; it must be one of r, w, w!"),
    (f"{OPTION}/disk/0/hostvol", REMOVED, f"{OPTION}/disk/0", "'hostvol' is required and missing"),
    (f"{OPTION}/disk/0/size", REMOVED, f"{OPTION}/disk/0", "'size' is required and missing"),
    (f"{OPTION}/disk/0/type", "file", f"{OPTION}/disk/0", "'path' is required and missing"),
    (f"{OPTION}/disk/0/size", 0, "", "must be at least 1"),
    ("/software/components/xen/guest_map/g/guest_mac", "x", "", "which has not the right form"),
    ("/software/components/xen/network/bridges/xenbr0/vifnum", -1, "", "must be at least 0"),
    ("/software/components/xen/network/bridges/xenbr0/dev", "x", "/software/components/xen/network/bridges/xenbr0",
     "'dev' is not known here"),
    ("/software/components/xen/network/vlans/b/vlan", 4095, "", "must be at most 4094"),
    ("/software/components/xen/network/vlans/b/netdev", REMOVED, "/software/components/xen/network/vlans/b",
     "'netdev' (Interface of the host) is required"),
    *((f"{PXE}/{key}", REMOVED, PXE, f"'{key}' (") for key in ("kernel", "initrd", "ksdevice", "kslocation", "label")),
    (f"{PXE}/kslocation", "server/ks", "", "which has not the right form (URL of the Kickstart file)"),
    *((f"{KS}/{key}", REMOVED, KS, f"'{key}' (") for key in ("installtype", "lang", "timezone", "rootpw")),
    (f"{KS}/installtype", "floppy", "", "which has not the right form"),
    (f"{KS}/clearpart", "xvda", "", "must be a list, is a string"),
    ("/system/blockdevices/partitions/xvda1/holding_dev", REMOVED, "/system/blockdevices/partitions/xvda1",
     "'holding_dev' (Disk of the partition"),
    ("/system/blockdevices/partitions/xvda1/size", "1G", "", "must be a long, is a string (Size in MB)"),
    ("/system/blockdevices/partitions/xvda1/type", "main", "", "it must be one of primary, extended, logical"),
    ("/system/blockdevices/volume_groups/vg/device_list", [], "", "is empty (The physical volumes"),
    ("/system/blockdevices/logical_volumes/lv/volume_group", REMOVED, "/system/blockdevices/logical_volumes/lv",
     "'volume_group' (Volume group of the volume)"),
    *((f"/system/filesystems/0/{key}", REMOVED, "/system/filesystems/0", f"'{key}' (")
      for key in ("block_device", "mountpoint", "type")),
    ("/system/filesystems", {}, "", "must be a list, is a nlist"),
]


def changed(path: str, value) -> dict:
    tree = copy.deepcopy(GOOD)
    *way, last = path.strip("/").split("/")
    place = tree
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    last = int(last) if isinstance(place, list) else last
    if value is REMOVED:
        del place[last]
    else:
        place[last] = value
    return tree


def test_what_is_right_is_taken():
    assert violations(GOOD) == [] and violations({}) == []


@pytest.mark.parametrize("path, value, where, message", CASES,
                         ids=[f"{path}-{index}" for index, (path, *_) in enumerate(CASES)])
def test_what_is_wrong_is_rejected_at_its_path(path, value, where, message):
    found = violations(changed(path, value))
    assert [place for _, place, _ in found] == [where or path]
    assert message in found[0][2], found


ODD = [None, True, False, 0, 1, -1, 1.0, 0.5, "", "x", "lvm", "w", "eth0\n", "00:16:3e:00:00:01", [], [1], ["x"], [{}], {},
       {"name": 1}, {"type": "phy"}, {"type": True}, {"size": 0, "create": True, "type": "lvm"}, {"options": {}}]


def paths(value, path: str = "") -> Iterator[str]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{path}/{key}"
        if isinstance(item, (dict, list)):
            yield from paths(item, f"{path}/{key}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_both_libraries_answer_the_same(name):
    """The quick answer of the one must be that of the other, whatever stands anywhere."""
    keep, answers = validator(name), []
    for path in paths(GOOD):
        for odd in (*ODD, REMOVED):
            record = find(changed(path, odd), SCHEMAS[name])
            if (path + "/").startswith(SCHEMAS[name] + "/") and record is not None:
                answers.append(quick(name).is_valid(record))
                assert answers[-1] == keep.is_valid(record), (path, odd)
    assert answers.count(True) > 50 and answers.count(False) > 100


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_what_it_names(name):
    document = load(name)
    Draft202012Validator.check_schema(document)
    assert document["description"] and document["title"] == SCHEMAS[name]
    assert not list(undescribed(document, name))


def undescribed(part, path):
    for key, value in part.get("properties", {}).items():
        if "$ref" not in value and value.get("type") not in ("object", None) and "description" not in value:
            yield f"{path}/{key}"
        yield from undescribed(value, f"{path}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            yield from undescribed(part[key], f"{path}/*")
    for key, value in part.get("$defs", {}).items():
        yield from undescribed(value, f"{path}#{key}")


def test_every_schema_has_its_file_and_every_file_its_schema():
    folder = schema.resources.files("qwg.xen") / "schemas"
    assert {file.name for file in folder.iterdir()} == {f"{name}.json" for name in SCHEMAS}


def test_findings_are_bounded_and_show_little_of_a_value():
    tree = {"hardware": {"ram": [{"size": "x" * 1000}] * 500, "cards": {"nic": {f"eth{n}": {"hwaddr": "y" * 10 ** 6}
                                                                               for n in range(500)}}}}
    found = violations(tree)
    assert len(found) == schema.MOST and all(len(text) < 200 for _, _, text in found)


def test_text_of_a_profile_stays_on_one_line():
    tree = changed("/software/components/xen/network/bridges/xenbr0/a\x1b[2J\nb", 1)
    assert all(part.isprintable() for finding in violations(tree) for part in finding)


def test_the_goldens_of_the_example_keep_the_schemas(checkout):
    goldens = sorted((checkout / "tests" / "tree" / "golden").rglob("*.json"))
    trees = [json.loads(file.read_bytes()) for file in goldens]
    whole = [tree for tree in trees if isinstance(tree, dict) and "hardware" in tree and "system" in tree]
    assert whole and [violations(tree) for tree in whole] == [[]] * len(whole)
