"""What the hosts of the example are brought to, and what their guests must show."""
from __future__ import annotations

import copy
import shutil

import pytest

from qwg.e2e.breaks import BREAKS
from qwg.e2e.expected import Disk, Nic, Unsuitable, device_number, guests_of
from qwg.e2e.scenario import NotMade, scenario
from qwg.site.errors import WrongUse
from qwg.site.tree import find_tree

HOST, HOST2 = "xen-host.example.org", "xen-host2.example.org"
ENTRY = ("sl450-x86_64_xen/vmlinuz", "sl450-x86_64_xen/initrd.img")


def guest(made, stage: int, name: str):
    return next(guest for host in made.stages[stage].hosts.values() for guest in host.guests if guest.name == name)


def test_a_guest_must_show_what_its_profile_says(made):
    found = guest(made, 0, "xen-guest2.example.org")
    assert (found.memory, found.cpus) == (120, 2)
    assert found.disks == [Disk("xvda", 51712, 20480), Disk("xvdb", 51728, 102400)]
    assert found.nics == [Nic("eth0", 0, "00:16:3e:00:00:12", "xenbr0")]
    assert (found.loader, found.arguments) == ("/usr/bin/pypxeboot", "mac=00:16:3e:00:00:12")
    assert found.asks == ("pxelinux.cfg/01-00-16-3e-00-00-12", *ENTRY)
    assert found.first_disk == "/dev/vg01/xen-guest2.example.org"
    assert found.words == ("ks=http://quattor.example.org/ks/xen-guest2.example.org.ks",)


def test_a_guest_of_another_loader_bridge_and_disk(made):
    by_grub, bridged = (guest(made, 0, f"xen-guest{number}.example.org") for number in (3, 4))
    assert (by_grub.loader, by_grub.arguments, by_grub.asks) == ("/usr/bin/pygrub", "--entry=1", ())
    assert bridged.nics[0].bridge == "xenbr1"
    assert bridged.disks == [Disk("sda", 2048, 10240)]


def test_the_files_are_those_for_xl_with_the_scaled_memory(made):
    text = made.stages[0].hosts[HOST].files["etc/xen/xen-guest1.example.org"].decode()
    assert "memory = '112'\n" in text and "bootloader_args = ['mac=00:16:3e:00:00:11']\n" in text


def test_one_guest_of_each_host_is_edited(made):
    before, after = (stage.hosts for stage in made.stages)
    assert {name: host.changed for name, host in before.items()} == {
        HOST: ["xen-guest1.example.org", "xen-guest2.example.org"],
        HOST2: ["xen-guest3.example.org", "xen-guest4.example.org"]}
    # xen-guest3 does not boot over the network.
    assert {name: host.changed for name, host in after.items()} == {
        HOST: ["xen-guest1.example.org"], HOST2: ["xen-guest4.example.org"]}
    found = guest(made, 1, "xen-guest1.example.org")
    assert [disk.size for disk in found.disks] == [20480, 640]
    assert found.nics[0].mac == "00:16:3e:7f:00:00"
    assert found.asks[0] == "pxelinux.cfg/01-00-16-3e-7f-00-00"
    assert (made.stages[1].server / found.asks[0]).is_file()
    assert not (made.stages[0].server / found.asks[0]).exists()


def test_bridges_and_volume_groups_of_the_hosts(made):
    hosts = made.stages[0].hosts
    assert (hosts[HOST].bridges, hosts[HOST].default_bridge) == (["xenbr0"], "xenbr0")
    assert (hosts[HOST2].bridges, hosts[HOST2].default_bridge) == (["xenbr0", "xenbr1"], "")
    assert hosts[HOST].groups == {"vg01": 20480 + 20480 + 102400 + 128}
    assert made.cards[HOST2] == [("eth0", "00:00:5e:00:53:20"), ("eth1", "00:00:5e:00:53:21")]


def test_the_tree_itself_is_left_alone(made, example):
    assert sorted(path.name for path in example.iterdir()) == ["clusters", "sites", "standard", "templates"]
    assert "list(dict(" not in (example / "clusters/example-xen/profiles/xen-guest1.example.org.pan").read_text()


CHANGED = {
    "mac": (HOST, "etc/xen/xen-guest1.example.org", "vif = ['mac=00:16:3e:66:66:11']"),
    "disk": (HOST, "storage.sh", "logical_volume vg01 xen-guest1.example.org 320 lvcreate -L 320M"),
    "bridge": (HOST2, "etc/xen/scripts/network-bridge.multi-bridge.ncm-xen", "bridge=xenbr0 netdev=eth0\n"),
    "bootargs": (HOST, "etc/xen/xen-guest1.example.org", "bootloader = "),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_break_changes_one_file(made, kind):
    name, path, text = CHANGED[kind]
    good = made.stages[0].hosts[name]
    host = copy.deepcopy(good)
    BREAKS[kind](host)
    assert [file for file in good.files if good.files[file] != host.files[file]] == [path]
    assert text in host.files[path].decode() and len(host.files[path]) <= len(good.files[path])


def test_no_default_bridge_if_none_is_declared(made):
    host = copy.deepcopy(made.stages[0].hosts[HOST])
    BREAKS["bridge"](host)
    assert host.default_bridge == "" and host.bridges == ["xenbr0"]


def test_an_unknown_host_is_wrong_use(example, tmp_path):
    with pytest.raises(WrongUse, match="there is no Xen host 'xen-hots.example.org' with guests; did you mean"):
        scenario(find_tree(str(example)), tmp_path, ["xen-hots.example.org"], 112, None, lambda text: None)


def test_a_host_that_does_not_start_its_guests(example, tmp_path):
    root = tmp_path / "changed"
    shutil.copytree(example, root)
    profile = root / "clusters/example-xen/profiles" / f"{HOST}.pan"
    profile.write_text(f"{profile.read_text()}\n'/software/components/xen/create_domains' = false;\n")
    found = scenario(find_tree(str(root)), tmp_path, [], 112, None, lambda text: None)
    assert found.unsuitable == {
        HOST: "its storage plan does not start xen-guest1.example.org (XEN_CREATE_DOMAINS)"}
    assert [list(stage.hosts) for stage in found.stages] == [[HOST2], [HOST2]]


def test_what_lies_beside_the_tree_and_links_out_of_it(example, tmp_path):
    root, work = tmp_path / "site/cfg tree", tmp_path / "work"
    shutil.copytree(example, root)
    (root.parent / "quattor.build.properties").write_text("xen.toolstack=xm\n")
    profile = root / "clusters/example-xen/profiles/xen-guest1.example.org.pan"
    outside = tmp_path / "outside.pan"
    profile.rename(outside)
    profile.symlink_to(outside)
    before = outside.read_text()
    work.mkdir()
    scenario(find_tree(str(root)), work, [HOST], 112, None, lambda text: None)
    assert outside.read_text() == before
    assert (work / "copy/quattor.build.properties").read_text() == "xen.toolstack=xm\n"


def test_a_tree_that_does_not_compile(example, tmp_path):
    root = tmp_path / "broken"
    shutil.copytree(example, root)
    (root / "clusters/example-xen/profiles/xen-guest1.example.org.pan").write_text("object template x;\n")
    with pytest.raises(NotMade) as raised:
        scenario(find_tree(str(root)), tmp_path, [], 112, None, lambda text: None)
    assert raised.value.report.exit_code == 1


DOMAIN = {"name": "g.example.org", "memory": 128, "bootloader": "/usr/bin/pygrub",
          "disk": [{"type": "lvm", "hostdevice": "vg", "hostvol": "g", "guestdevice": "xvda", "rw": "w"}]}
GUEST = {"system": {"network": {"hostname": "g", "domainname": "example.org"}}}
UNSUITABLE = {
    "has the other name h": {"name": "h"},
    "boots a kernel of dom0": {"bootloader": ""},
    "disk of type file": {"disk": [{"type": "file", "path": "/x", "guestdevice": "xvda", "rw": "w"}]},
    "/options/memory: must be a long": {"memory": "128"},
}


@pytest.mark.parametrize("reason", UNSUITABLE)
def test_a_host_that_cannot_be_run(reason):
    domain = {"options": DOMAIN | UNSUITABLE[reason]}
    host = {"software": {"components": {"xen": {"domains": {"g.example.org": domain}}}}}
    with pytest.raises(Unsuitable, match=reason):
        guests_of(host, {"g": GUEST}, "host")


def test_a_guest_without_a_profile():
    host = {"software": {"components": {"xen": {"domains": {"g.example.org": {"options": DOMAIN}}}}}}
    with pytest.raises(Unsuitable, match="g.example.org has no profile in this tree"):
        guests_of(host, {}, "host")


@pytest.mark.parametrize("device, number", [
    ("xvda", 51712), ("xvdp", 51952), ("sda", 2048), ("sdb", 2064), ("hda", 768), ("hdb", 832), ("hdc", 5632),
    ("xvdq", None), ("sdq", None), ("hde", None), ("cciss/c0d0", None),
])
def test_xens_numbers_of_disks(device, number):
    if number is None:
        with pytest.raises(Unsuitable, match="whose number is not known"):
            device_number(device, "guest")
    else:
        assert device_number(device, "guest") == number
