"""The chain of an installation, as pypxeboot and Anaconda walk it, for every guest of the example.

vif[0] in the file for xm -> the entry by TFTP -> kernel and RAM disk (placeholders: the distributions' own cannot
be had here) -> the Kickstart file by HTTP -> pykickstart, in the installer's version -> the guest's profile.
"""
from __future__ import annotations

import re
import shutil
import urllib.request

import anaconda
import pytest
from pypxeboot import Client, NotBooted, domain, mac_of

from qwg.aii.serve import kickstart_places, servers

GUESTS = {"xen-guest1.example.org": "RHEL4", "xen-guest2.example.org": "RHEL4",
          "xen-guest3.example.org": "RHEL4", "xen-guest4.example.org": "RHEL3"}


def test_every_guest_of_the_example_is_in_this_test(example):
    profiles = [path.stem for path in (example.root / "clusters" / "example-xen" / "profiles").iterdir()]
    assert sorted(GUESTS) == sorted(name for name in profiles if "guest" in name)


@pytest.fixture(scope="module")
def served(example, tmp_path_factory):
    """A copy of the example's install server with placeholder kernels, and where it is served."""
    root = tmp_path_factory.mktemp("served") / "install-server"
    shutil.copytree(example.served, root, symlinks=True)
    report = example.install()
    for kernel in report.kernels():
        file = root / kernel["file"]
        file.parent.mkdir(exist_ok=True)
        # Longer than a block of TFTP, and as different as the files.
        file.write_bytes(f"placeholder of {kernel['file']}\n".encode() * 40)
    with servers(root, kickstart_places(report)) as addresses:
        yield root, addresses


@pytest.fixture
def client(served, tmp_path) -> Client:
    return Client(int(re.search(r":(\d+)/$", served[1]["tftp"])[1]), tmp_path)


@pytest.mark.parametrize("guest", GUESTS)
def test_a_guest_installs_itself(example, served, client, guest):
    profile = example.profile(guest)
    host = profile["hardware"]["location"]
    xm = domain((example.root / "build" / "hosts" / host / "etc" / "xen" / guest).read_text())
    interface = profile["system"]["network"]["interfaces"]["eth0"]

    # xen-guest3 boots from its disk by pygrub; it is installed with pypxeboot in place of that.
    by_network = xm["bootloader"] == "/usr/bin/pypxeboot"
    assert by_network == (guest != "xen-guest3.example.org")
    mac = mac_of(xm["bootargs"] if by_network else xm["vif"][0])
    assert mac == profile["hardware"]["cards"]["nic"]["eth0"]["hwaddr"]
    name, entry = client.entry(mac, interface["ip"])
    assert name == "01-" + mac.replace(":", "-")

    pxe = profile["system"]["aii"]["nbp"]["pxelinux"]
    for file in (entry["kernel"], entry["append"]["initrd"]):
        assert client.fetch(file) == (served[0] / file).read_bytes()
    assert (entry["kernel"], entry["append"]["initrd"]) == (pxe["kernel"], pxe["initrd"])
    assert entry["append"]["ksdevice"] == "eth0"

    url = entry["append"]["ks"]
    assert url == pxe["kslocation"]
    path = url.removeprefix("http://quattor.example.org/")
    with urllib.request.urlopen(served[1]["http"] + path, timeout=5) as answer:
        kickstart = answer.read().decode("ascii")
    compare(anaconda.read(kickstart, GUESTS[guest]), profile)


def compare(handler, profile: dict) -> None:
    """What the installer understands is what the profile says: disks, packages, network."""
    ks = profile["system"]["aii"]["osinstall"]["ks"]
    system = profile["system"]
    by_installer = profile["software"]["components"]["xen_guest"]["partitioning"] == "anaconda"
    wanted = []
    for filesystem in system["filesystems"]:
        name = filesystem["block_device"].removeprefix("partitions/")
        partition = system["blockdevices"]["partitions"][name]
        place = (partition["holding_dev"], "", partition.get("size", 1), "size" not in partition) \
            if by_installer else ("", name, None, False)
        wanted.append((filesystem["mountpoint"], filesystem["type"], *place))
    found = [(part.mountpoint, part.fstype, part.disk, part.onPart, part.size, part.grow)
             for part in handler.partition.dataList()]
    assert found == wanted
    assert handler.clearpart.drives == (ks["clearpart"] if by_installer else [])
    assert handler.zerombr.zerombr == ks["clearmbr"]
    assert handler.ignoredisk.ignoredisk == ks["ignoredisk"]

    assert sorted(handler.packages.packageList) == sorted(ks["packages"])
    assert "kernel-xenU" in handler.packages.packageList
    assert handler.packages.handleMissing == 1

    [network] = handler.network.dataList()
    interface = system["network"]["interfaces"]["eth0"]
    assert (network.device, network.bootProto) == ("eth0", "static")
    for key in ("ip", "netmask", "gateway"):
        assert getattr(network, key) == interface[key]
    assert network.nameserver == system["network"]["nameserver"][0]
    assert network.hostname == f"{system['network']['hostname']}.{system['network']['domainname']}"
    assert (handler.rootpw.isCrypted, handler.rootpw.password) == (True, ks["rootpw"])
    assert handler.url.url == ks["installtype"].removeprefix("url --url ")


def test_a_guest_that_is_installed_boots_from_its_disk(tree, tmp_path):
    tree.compile()
    tree.install(local_boot=["xen-guest1.example.org"])
    with servers(tree.served) as addresses:
        client = Client(int(addresses["tftp"].rstrip("/").rpartition(":")[2]), tmp_path)
        assert client.entry("00:16:3e:00:00:11", "192.0.2.11")[1] == {"append": None, "localboot": "0"}
        assert "kernel" in client.entry("00:16:3e:00:00:12", "192.0.2.12")[1]


def test_a_guest_with_enterprise_linux_9(tree, tmp_path):
    """The flavour of its templates, the new installer's commands, and the ordinary kernel."""
    guest = "xen-guest1.example.org"
    profile = f"clusters/example-xen/profiles/{guest}.pan"
    tree.edit(profile, "include 'machine-types/core';", "variable NODE_OS_VERSION = 'el9x-x86_64';\n"
              "variable OS_FLAVOUR_ENABLED = true;\ninclude 'machine-types/core';")
    tree.compile()
    report = tree.install()
    assert report.exit_code == 0 and not any(each.diagnostics for each in report.installations)
    handler = anaconda.read((tree.served / "ks" / f"{guest}.ks").read_text(), "RHEL9")
    assert [(part.mountpoint, part.disk, part.grow) for part in handler.partition.dataList()] == [
        ("/boot", "xvda", False), ("swap", "xvda", False), ("/", "xvda", True)]
    assert not any("xen" in name for name in handler.packages.packageList)
    with servers(tree.served) as addresses:
        entry = Client(int(addresses["tftp"].rstrip("/").rpartition(":")[2]), tmp_path).entry(
            "00:16:3e:00:00:11", "192.0.2.11")[1]
    assert (entry["kernel"], entry["append"]) == ("el9x_x86_64/vmlinuz", {
        "initrd": "el9x_x86_64/initrd.img", "inst.ks": f"http://quattor.example.org/ks/{guest}.ks", "bootdev": "eth0",
        "ip": f"192.0.2.11::192.0.2.1:255.255.255.0:{guest}:eth0:none", "nameserver": "192.0.2.2"})
    [kernel] = [kernel for kernel in report.kernels() if kernel["file"] == "el9x_x86_64/vmlinuz"]
    assert kernel["source"].endswith("/packages/os/el9x-x86_64/images/pxeboot/vmlinuz")


def test_the_entry_is_found_by_address_too(client):
    assert client.entry("00:16:3e:ff:ff:ff", "192.0.2.11")[0] == "C000020B"
    with pytest.raises(NotBooted):
        client.entry("00:16:3e:ff:ff:ff", "192.0.2.99")


def test_a_mac_address_in_capitals_is_found_as_pypxeboot_and_pxelinux_spell_it(tree, tmp_path):
    tree.edit("sites/example/hardware/machine/example/xen-guest1.pan", "00:16:3e:00:00:11", "00:16:3E:00:00:1A")
    tree.compile()
    assert tree.install().exit_code == 0
    with servers(tree.served) as addresses:
        client = Client(int(addresses["tftp"].rstrip("/").rpartition(":")[2]), tmp_path)
        for spelling in ("00:16:3E:00:00:1A", "00:16:3e:00:00:1a"):
            assert client.entry(spelling, "198.51.100.1")[0] == f"01-{spelling.replace(':', '-')}"
