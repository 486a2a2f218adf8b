"""Records as dom0 writes them, good and bad, and the differences that are told."""
from __future__ import annotations

import pytest

from qwg.e2e.compare import Records, compare
from qwg.e2e.expected import Disk, Guest, Nic

GUEST = Guest(
    "g1.example.org", 112, 2, [Disk("xvda", 51712, 20480), Disk("sdb", 2064, 640)],
    [Nic("eth0", 0, "00:16:3e:00:00:11", "xenbr0"), Nic("eth1", 1, "00:16:3e:00:00:12", "xenbr1")],
    "/dev/vg01/g1", "/usr/bin/pypxeboot", "mac=00:16:3e:00:00:11",
    ("pxelinux.cfg/01-00-16-3e-00-00-11", "sl/vmlinuz", "sl/initrd.img"), ("ks=http://server/g1.ks",))
BRIDGES = ["xenbr0", "xenbr1"]
GOOD = """\
step|dom0 is up
stage|1
plan|1|made: /dev/vg01/g1, 20480 MB
plan|1|started: g1.example.org
plan-status|1|0
plan|2|0 made, 2 as they were, 0 problems
plan-status|2|0
bridge|xenbr0
bridge|xenbr1
boot|/dev/vg01/g1|/usr/bin/pypxeboot|mac=00:16:3e:00:00:11|pxelinux.cfg/01-00-16-3e-00-00-11 sl/vmlinuz sl/initrd.img|
domain|g1.example.org|112|2
vif|g1.example.org|0|xenbr0
vif|g1.example.org|1|xenbr1
guest|g1.example.org|cpus 2
guest|g1.example.org|memory 111.621
guest|g1.example.org|cmdline ramdisk=32768 ks=http://server/g1.ks
guest|g1.example.org|disk 51712 xvda 41943040
guest|g1.example.org|disk 2064 xvdb 1310720
guest|g1.example.org|nic 0 eth0 00:16:3e:00:00:11
guest|g1.example.org|nic 1 eth1 00:16:3e:00:00:12
guest|g1.example.org|end
end
"""


def differences(text: str) -> list[str]:
    records = Records()
    for line in text.replace("|", "\t").splitlines():
        records.take(line)
    assert records.ended and not records.failures
    return [f"{found.guest}: {found.text}" for found in compare("host", "stage", [GUEST], BRIDGES, records.stages[0])]


def test_all_is_as_the_profiles_say():
    assert differences(GOOD) == []


def test_steps_and_failures_are_passed_on():
    records = Records()
    assert records.take("step\tdom0 is up\n") == "dom0 is up"
    assert records.take("failed\txl list fails\n") == "failed: xl list fails"
    assert records.take("stage\t1\n") is None
    assert records.take("guest\tg1\tdisk one xvda\n") is None
    assert records.failures == ["xl list fails", r"a record of dom0 cannot be read: 'guest\tg1\tdisk one xvda\n'"]
    assert not records.ended


# What is replaced in the good records, and the one difference that it makes; "" takes the line out.
BAD = [
    ("nic 0 eth0 00:16:3e:00:00:11", "nic 0 eth0 00:16:3e:66:66:11",
     "its network card eth0 has the MAC address 00:16:3e:66:66:11, its profile says 00:16:3e:00:00:11"),
    ("guest|g1.example.org|nic 1 eth1 00:16:3e:00:00:12\n", "", "it has no network card eth1 (VIF 1)"),
    ("guest|g1.example.org|end", "guest|g1.example.org|nic 2 eth2 00:16:3e:00:00:13\nguest|g1.example.org|end",
     "it has a network card eth2 (VIF 2, 00:16:3e:00:00:13) that its profile does not have"),
    ("disk 51712 xvda 41943040", "disk 51712 xvda 655360",
     "its disk xvda has 320 MB, its profile says 20480 MB"),
    ("disk 51712 xvda 41943040", "disk 51712 xvda 41943041",
     "its disk xvda has 20480 MB, its profile says 20480 MB"),
    ("disk 51712 xvda", "disk 51712 xvdc", "it calls the disk xvda xvdc"),
    ("guest|g1.example.org|disk 2064 xvdb 1310720\n", "", "it has no disk sdb (Xen's number 2064)"),
    ("guest|g1.example.org|end", "guest|g1.example.org|disk 51728 xvdb 2048\nguest|g1.example.org|end",
     "it has a disk xvdb of 1 MB (Xen's number 51728) that its profile does not have"),
    ("domain|g1.example.org|112|2", "domain|g1.example.org|256|2",
     "dom0 gives it 256 MB of memory, its profile says 112 MB"),
    ("memory 111.621", "memory 103.6", "it sees 103.6 MB of memory, its profile says 112 MB"),
    ("domain|g1.example.org|112|2", "domain|g1.example.org|112|1", "dom0 gives it 1 processors, its profile says 2"),
    ("cpus 2", "cpus 1", "it sees 1 processors, its profile says 2"),
    ("vif|g1.example.org|1|xenbr1", "vif|g1.example.org|1|xenbr0",
     "dom0 has VIF 1 on xenbr0, its host's profile says xenbr1"),
    ("vif|g1.example.org|1|xenbr1", "vif|g1.example.org|1|",
     "dom0 has VIF 1 on no bridge, its host's profile says xenbr1"),
    (" ks=http://server/g1.ks", "", "the arguments of its kernel lack 'ks=http://server/g1.ks', which the entry on "
     "the install server has; they are 'ramdisk=32768'"),
    ("pypxeboot|mac=00:16:3e:00:00:11|", "pypxeboot||",
     "the boot loader was called with '', the profiles say 'mac=00:16:3e:00:00:11'"),
    ("|/usr/bin/pypxeboot|", "|/usr/bin/pygrub|",
     "the boot loader called is /usr/bin/pygrub, its host's profile says /usr/bin/pypxeboot"),
    ("01-00-16-3e-00-00-11 sl/vmlinuz", "01-00-16-3e-00-00-11 el/vmlinuz",
     "the boot loader fetched pxelinux.cfg/01-00-16-3e-00-00-11 el/vmlinuz sl/initrd.img from the install server, its "
     "profile says pxelinux.cfg/01-00-16-3e-00-00-11 sl/vmlinuz sl/initrd.img"),
    ("boot|/dev/vg01/g1|", "boot|/dev/vg01/g2|",
     "the boot loader /usr/bin/pypxeboot was not called for /dev/vg01/g1"),
    ("guest|g1.example.org|end\n", "", "runs, but did not report all that it sees"),
    ("domain|g1.example.org|112|2\n", "", "does not run"),
]


@pytest.mark.parametrize("old, new, message", BAD, ids=[message[:40] for *_, message in BAD])
def test_what_is_different_is_named(old, new, message):
    assert GOOD.count(old) == 1
    assert differences(GOOD.replace(old, new)) == [f"g1.example.org: {message}"]


OF_THE_HOST = [
    ("bridge|xenbr1\n", "", "there is no bridge xenbr1; there are: xenbr0"),
    ("bridge|xenbr0\nbridge|xenbr1\n", "bridge|br9\n", "there is no bridge xenbr0; there are: br9"),
    ("plan-status|1|0", "plan|1|problem: g1: cannot be started\nplan-status|1|1",
     "the storage plan ends with status 1; problem: g1: cannot be started"),
    ("plan-status|2|0\n", "", "the storage plan, run again, ends with status None"),
    ("plan|2|0 made", "plan|2|made: /dev/vg01/g1, 20480 MB\nplan|2|1 made",
     "the storage plan, run again, changes something: made: /dev/vg01/g1, 20480 MB"),
]


@pytest.mark.parametrize("old, new, message", OF_THE_HOST, ids=[message[:40] for *_, message in OF_THE_HOST])
def test_what_is_different_on_the_host_is_named(old, new, message):
    assert GOOD.count(old) == 1
    assert differences(GOOD.replace(old, new))[0] == f": {message}"


def test_a_boot_loader_that_gives_up():
    fetched = "|pxelinux.cfg/01-00-16-3e-00-00-11 sl/vmlinuz sl/initrd.img|\n"
    assert GOOD.count(fetched) == 1
    assert differences(GOOD.replace(fetched, "||the install server has no x\n")) == [
        "g1.example.org: the boot loader gave up: the install server has no x"]
