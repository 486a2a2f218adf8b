"""Domains out of a profile's tree, and what is refused there."""
from __future__ import annotations

import pytest

from qwg.xen.domain import Vbd, Vif, read_domains

BASE = "/software/components/xen/domains/guest.example.org"


def test_a_domain_has_all_that_the_profile_says(profile, options):
    [domain], findings = read_domains(profile, "host.xml")
    read = domain.options
    assert findings == [] and (domain.key, domain.auto, domain.install) == ("guest.example.org", True, None)
    assert (read.name, read.memory, read.vcpus, read.bootloader, read.bootargs) == (
        "guest.example.org", 256, 2, "/usr/bin/pypxeboot", "vif[0]")
    assert [(vif.mac, vif.bridge) for vif in read.vif] == [
        ("00:16:3e:00:00:01", "xenbr0"), ("00:16:3e:00:00:02", None)]
    assert read.disk[0] == Vbd("lvm", "xvda", "w", "vg01", "guest.example.org", None, 20480, True)
    assert [disk.type for disk in read.disk] == ["lvm", "file", "phy"]


def test_other_options_and_install_options_are_kept(profile, options):
    options |= {"kernel": "/boot/vmlinuz", "on_reboot": "restart", "download": ["a", "b"]}
    profile["software"]["components"]["xen"]["domains"]["guest.example.org"]["install_options"] = {
        "name": "guest.example.org", "memory": 512}
    [domain], findings = read_domains(profile, "host.xml")
    assert findings == [] and domain.install.memory == 512
    assert domain.options.other == {"kernel": "/boot/vmlinuz", "on_reboot": "restart"}
    assert domain.options.download == ("a", "b")


@pytest.mark.parametrize("text, fields", [
    ("mac=00:16:3e:00:00:01, bridge = xenbr0", {"mac": "00:16:3e:00:00:01", "bridge": "xenbr0"}),
    ("", {}), ("script=a=b", {"script": "a=b"}),
])
def test_the_fields_of_an_interface(text, fields):
    assert Vif(text).fields == fields


@pytest.mark.parametrize("tree", [{}, {"software": 7}, {"software": {"components": {"xen": {}}}},
                                  {"software": {"components": {"xen": {"domains": {}}}}}])
def test_a_profile_without_domains_is_no_xen_host(tree):
    assert read_domains(tree, "host.xml") == ([], [])


@pytest.mark.parametrize("change, message", [
    ({"name": 7}, f"{BASE}/options/name: must be a string, is a long"),
    ({"memory": "256"}, f"{BASE}/options/memory: must be a long, is a string"),
    ({"memory": True}, f"{BASE}/options/memory: must be a long, is a boolean"),
    ({"memory": 0}, f"{BASE}/options/memory: must be from 1 to 1000000000000, is 0"),
    ({"vcpus": -1}, f"{BASE}/options/vcpus: must be from 1 to"),
    ({"memory": 2 ** 63}, f"{BASE}/options/memory: must be from 1 to"),
    ({"vcpus": 1.5}, f"{BASE}/options/vcpus: must be a long, is a double"),
    ({"vif": "mac=x"}, f"{BASE}/options/vif: must be a list, is a string"),
    ({"vif": [7]}, f"{BASE}/options/vif/0: must be a string, is a long"),
    ({"vif": ["mac=x", "xenbr0"]}, f"{BASE}/options/vif/1: 'xenbr0' must be key=value"),
    ({"vif": ["mac=x,"]}, f"{BASE}/options/vif/0: '' must be key=value"),
    ({"disk": [[]]}, f"{BASE}/options/disk/0: must be a nlist, is a list"),
    ({"disk": [{"type": "lvm", "rw": "w"}]},
     f"{BASE}/options/disk/0/guestdevice: is required and missing"),
    ({"disk": [{"type": "lvm", "rw": "w", "guestdevice": "x", "size": "1"}]},
     f"{BASE}/options/disk/0/size: must be a long"),
    ({"vfb": ["type=vnc"]}, f"{BASE}/options/vfb: must be a string or long, is a list"),
    ({"extra": {"a": 1}}, f"{BASE}/options/extra: must be a string or long, is a nlist"),
    ({"usb": True}, f"{BASE}/options/usb: must be a string or long, is a boolean"),
])
def test_what_does_not_fit_is_refused_with_its_path(profile, options, change, message):
    options |= change
    domains, findings = read_domains(profile, "host.xml")
    assert domains == [] and len(findings) == 1
    assert message in findings[0].message
    assert (findings[0].severity, findings[0].code) == ("error", "xen.domain")
    assert findings[0].span.file == "host.xml"


@pytest.mark.parametrize("key", ["name", "memory"])
def test_a_required_option_that_is_missing_is_refused(profile, options, key):
    del options[key]
    domains, [finding] = read_domains(profile, "host.xml")
    assert domains == [] and f"/options/{key}: is required and missing" in finding.message


def test_a_field_of_a_disk_that_is_not_known_is_a_warning(profile, options):
    options["disk"][0]["colour"] = "red"
    [domain], [finding] = read_domains(profile, "host.xml")
    assert finding.severity == "warning" and "disk/0/colour: is not known here" in finding.message


def test_a_refused_domain_does_not_take_the_others_with_it(profile):
    domains = profile["software"]["components"]["xen"]["domains"]
    domains |= {"broken": {"options": {"name": "broken"}}, "empty": {}, "text": "x"}
    read, findings = read_domains(profile, "host.xml")
    assert [domain.key for domain in read] == ["guest.example.org"] and len(findings) == 4


def test_messages_stay_on_one_line_and_are_not_endless(profile, options):
    options["a\nb\x1b[31m"] = []
    options["c" * 10_000] = []
    _, findings = read_domains(profile, "host.xml")
    assert len(findings) == 2
    assert all(finding.message.isprintable() and len(finding.message) < 300 for finding in findings)
