"""The files as xl's own parser sees them: libxlutil (Debian: libxenmisc4.17), in a process of its own."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

import expected
from libxlutil import LIBRARY, MISSING, Parser
from qwg.xen import xl as xl_writer
from qwg.xen.domain import read_domains
from qwg.xen.xm import render

pytestmark = pytest.mark.skipif(LIBRARY is None, reason=MISSING)


@pytest.fixture(scope="module")
def parser():
    parser = Parser()
    yield parser
    parser.close()


@pytest.fixture
def xl(parser):
    """What the parser reads in a text."""
    return parser.read


def written(profile, write=render) -> str:
    [domain], _ = read_domains(profile, "host.xml")
    text, _ = write(domain, domain.options, "host.xml")
    return text


def values(found: dict) -> dict:
    return {key: value for key, value in found.items() if value is not None}


def test_xl_reads_what_the_profile_says(xl, profile, options):
    options["bootargs"] = "mac=00:16:3e:00:00:01"
    options["disk"][2]["rw"] = "r"
    assert values(xl(written(profile))) == {
        "status": 0, "said": "", "name": "guest.example.org", "memory": "256", "vcpus": "2",
        "bootloader": "/usr/bin/pypxeboot", "bootargs": "mac=00:16:3e:00:00:01", "vif": options["vif"],
        "disk": ["phy:/dev/vg01/guest.example.org,xvda,w", "file:/srv/xen/data.img,xvdb,r",
                 "phy:/dev/mapper/backup,xvdc,r"],
        "disks": DISKS,
    }


DISKS = [["/dev/vg01/guest.example.org", "xvda", True], ["/srv/xen/data.img", "xvdb", False],
         ["/dev/mapper/backup", "xvdc", False]]


def test_a_file_for_xl_has_lists_and_what_an_interface_stands_for(xl, profile, options):
    options |= {"bootargs": "vif[0]", "cpus": "[0, '2-3', -1]", "vfb": "type=vnc", "builder": "linux"}
    options["disk"][2]["rw"] = "r"
    found = xl(written(profile, xl_writer.render))
    assert values(found) == {
        "status": 0, "said": "", "name": "guest.example.org", "memory": "256", "vcpus": "2", "type": "pv",
        "bootloader": "/usr/bin/pypxeboot", "bootloader_args": ["mac=00:16:3e:00:00:01,bridge=xenbr0"],
        "cpus": ["0", "2-3", "-1"], "vfb": ["type=vnc"], "vif": options["vif"], "disks": DISKS,
        "disk": ["phy:/dev/vg01/guest.example.org,xvda,w", "file:/srv/xen/data.img,xvdb,r",
                 "phy:/dev/mapper/backup,xvdc,r"],
    }


@pytest.mark.parametrize("method", ["phy", "file", "tap:aio", "tap2:aio", "aio", "raw", "tap:qcow2", "vhd"])
def test_xl_knows_every_method_that_is_let_through(xl, profile, options, method):
    options["disk"] = [options["disk"][0] | {"access_method": method}]
    assert xl(written(profile, xl_writer.render))["disks"] == DISKS[:1]


@pytest.mark.parametrize("device", ["xvda", "xvdaa", "xvda1", "sda", "sda15", "hdc", "d0", "d3p2"])
def test_xl_knows_every_device_that_is_let_through(xl, profile, options, device):
    options["disk"] = [options["disk"][0] | {"guestdevice": device}]
    assert xl(written(profile, xl_writer.render))["disks"] == [
        [DISKS[0][0], device, True]]


def test_a_cdrom_is_read_only(xl, profile, options):
    options["disk"] = [options["disk"][0] | {"guestdevice": "hdc:cdrom", "rw": "r"}]
    assert xl(written(profile, xl_writer.render))["disks"] == [[DISKS[0][0], "hdc", False]]


def test_the_one_bare_value_is_why_a_file_for_xm_is_not_one_for_xl(xl, profile):
    found = xl(written(profile))
    assert found["status"] != 0 and "near `vif'" in found["said"]


@pytest.mark.parametrize("value", ["$(reboot)", "`reboot`", "a;b", "a#b", "[1]", "%s", "a=b", "--x", "{}"])
def test_text_that_looks_like_code_arrives_as_text(xl, profile, options, value):
    options |= {"bootargs": value, "bootloader": value}
    found = xl(written(profile))
    assert (found["status"], found["bootargs"], found["bootloader"]) == (0, value, value)


def test_lists_may_be_empty(xl, profile, options):
    options |= {"vif": [], "disk": [], "bootargs": ""}
    found = xl(written(profile))
    assert (found["status"], found["vif"], found["disk"]) == (0, [], [])


GOLDENS = Path(__file__).resolve().parents[1] / "tree" / "golden_hosts"
EXAMPLES = [path.relative_to(GOLDENS).as_posix() for path in sorted(GOLDENS.glob("*/*/etc/xen/*")) if path.is_file()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_guest_of_the_example_means_to_each_reader_what_its_profile_says(xl, example):
    toolstack, host, *_, guest = example.split("/")
    component = json.loads((GOLDENS / toolstack / host / "ncm-xen.json").read_bytes())
    options = component["domains"][guest]["options"]
    text = (GOLDENS / example).read_text()
    wanted = expected.for_xm(options) if toolstack == "xm" else expected.for_xl(options)
    assert expected.run_as_python(text) == wanted
    found = xl(text)
    if toolstack == "xm" and expected.is_bare(options):
        assert found["status"] != 0
        return
    assert {key: found[key] for key in wanted} == wanted
    assert found["disks"] == expected.parsed_disks(options)
