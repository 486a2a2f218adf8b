"""The file for xm: its exact shape, and that no value of a profile ever becomes more than a string."""
from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwg.xen.domain import Domain, DomainOptions, Vbd, Vif, read_domains
from qwg.xen.xm import check_name, render

GOLDEN = """\
bootloader = '/usr/bin/pypxeboot'
disk = ['phy:/dev/vg01/guest.example.org,xvda,w','file:/srv/xen/data.img,xvdb,r',\
'phy:/dev/mapper/backup,xvdc,w!']
memory = '256'
name = 'guest.example.org'
vcpus = '2'
vif = ['mac=00:16:3e:00:00:01,bridge=xenbr0','mac=00:16:3e:00:00:02']
bootargs = vif[0]
"""


def text_of(profile, **changes) -> str:
    profile["software"]["components"]["xen"]["domains"]["guest.example.org"]["options"] |= changes
    [domain], findings = read_domains(profile, "host.xml")
    text, more = render(domain, domain.options, "host.xml")
    assert findings + more == []
    return text


def run(text: str) -> dict:
    """What xm does with the file."""
    values: dict = {}
    exec(compile(text, "guest", "exec"), {"__builtins__": {}}, values)
    return values


def test_the_shape_is_that_of_ncm_xen(profile):
    lines = text_of(profile).splitlines(keepends=True)
    header, body = lines[:8], lines[8:]
    assert all(line.startswith("#") for line in header) and "python" in header[0]
    assert header[1] == header[7] == "#" + "=" * 77 + "\n"
    assert "".join(body) == GOLDEN


def test_the_file_gives_xm_the_expected_values(profile):
    assert run(text_of(profile)) == {
        "bootloader": "/usr/bin/pypxeboot", "memory": "256", "name": "guest.example.org", "vcpus": "2",
        "vif": ["mac=00:16:3e:00:00:01,bridge=xenbr0", "mac=00:16:3e:00:00:02"],
        "disk": ["phy:/dev/vg01/guest.example.org,xvda,w", "file:/srv/xen/data.img,xvdb,r",
                 "phy:/dev/mapper/backup,xvdc,w!"],
        "bootargs": "mac=00:16:3e:00:00:01,bridge=xenbr0",
    }


@pytest.mark.parametrize("bootargs, line", [
    ("vif[0]", "bootargs = vif[0]"),
    ("vif[1]", "bootargs = vif[1]"),
    ("vif[00]", "bootargs = 'vif[00]'"),
    ("vif[-1]", "bootargs = 'vif[-1]'"),
    (" vif[0]", "bootargs = ' vif[0]'"),
    ("vif[0].split(1)", "bootargs = 'vif[0].split(1)'"),
    ("vif[\u0660]", None),
    ("vif[0]\n", None),
    ("mac=00:16:3e:00:00:01", "bootargs = 'mac=00:16:3e:00:00:01'"),
    ("", "bootargs = ''"),
    ("[1]", "bootargs = '[1]'"),
])
def test_only_an_interface_that_is_there_is_written_bare(profile, options, bootargs, line):
    options["bootargs"] = bootargs
    [domain], _ = read_domains(profile, "host.xml")
    text, findings = render(domain, domain.options, "host.xml")
    assert (text.splitlines()[-1] if text else None) == line
    assert bool(findings) == (line is None)


def test_an_interface_that_is_not_there_is_passed_on_as_text_with_a_warning(profile, options):
    for bootargs, vif in (("vif[2]", options["vif"]), ("vif[0]", [])):
        options |= {"bootargs": bootargs, "vif": vif}
        [domain], _ = read_domains(profile, "host.xml")
        text, [finding] = render(domain, domain.options, "host.xml")
        assert text.endswith(f"bootargs = '{bootargs}'\n") and finding.severity == "warning"
    del options["vif"]
    [domain], _ = read_domains(profile, "host.xml")
    assert render(domain, domain.options, "host.xml")[0].endswith("bootargs = 'vif[0]'\n")


@pytest.mark.parametrize("key", ["kernel", "name", "bootloader", "extra"])
def test_brackets_elsewhere_are_text(profile, key):
    assert run(text_of(profile, **{key: "[1,2]"}))[key] == "[1,2]"


@pytest.mark.parametrize("value, line", [
    ("[0,1]", "[0, 1]"), ("[ '0-3' , \"^1\", ]", "['0-3', '^1']"), ("[]", "[]"), ("[-1, 'a', ]", "[-1, 'a']"),
    ("['type=vnc,vncunused=1']", "['type=vnc,vncunused=1']"), ("0-3", "'0-3'"), ("", "''"), (" [0]", "' [0]'"),
])
@pytest.mark.parametrize("key", ["cpus", "vfb"])
def test_lists_of_literals_are_written_anew(profile, key, value, line):
    assert f"{key} = {line}\n" in text_of(profile, **{key: value})


@pytest.mark.parametrize("value", ["[", "[0", "[x]", "[0][0]", "[00]", "[0,,1]", "[,]", "[1L]", "[[1]]", "[1.5]",
                                   "[0 for x in y]", "[0]+[1]", "[#]", "[1e3]", "[u]", "[True]", "[9" + "9" * 30 + "]"])
@pytest.mark.parametrize("key", ["cpus", "vfb"])
def test_what_is_no_list_of_literals_is_text_with_a_warning(profile, options, key, value):
    options[key] = value
    [domain], _ = read_domains(profile, "host.xml")
    text, findings = render(domain, domain.options, "host.xml")
    assert run(text)[key] == value and f"{key} = '{value}'\n" in text
    assert [finding.severity for finding in findings] == ["warning"]


@pytest.mark.parametrize("value", ["['a\\'']", "['a\\\\']", "[\"a'\"]", "['\u00e4']", "['a\tb']", "[0\n]", "[0]\n"])
def test_a_hostile_list_of_literals_is_refused(profile, options, value):
    options["cpus"] = value
    assert "/options/cpus: " in refusal(profile) and "has the character" in refusal(profile)


@pytest.mark.parametrize("name", ["", "-x", "7", "0123", "a b", "a$(b)", "a;b", "a*", "x" * 300])
def test_a_name_that_a_toolstack_would_misread_is_refused(profile, options, name):
    options["name"] = name
    assert "/options/name: '" in refusal(profile) and "cannot be the name of a domain" in refusal(profile)


@pytest.mark.parametrize("name", ["g", "7g", "g7", "xen-guest1.example.org", "_x", "a+b:c/d"])
def test_a_name_that_xend_takes_is_taken(profile, options, name):
    options["name"] = name
    assert refusal(profile) == ""


def test_lists_may_be_empty_or_missing(profile, options):
    assert "vif = []\n" in text_of(profile, vif=[], disk=[], bootargs="")
    del options["vif"], options["disk"], options["vcpus"], options["bootloader"]
    assert run(text_of(profile)) == {"memory": "256", "name": "guest.example.org", "bootargs": ""}


def test_what_ncm_xen_downloads_is_no_line(profile):
    assert "download" not in run(text_of(profile, download=["http://example.org/vmlinuz"]))


def refusal(profile) -> str:
    domains, findings = read_domains(profile, "host.xml")
    for domain in domains:
        text, more = render(domain, domain.options, "host.xml")
        findings += check_name(domain, "host.xml") + more
        assert (text is None) == any(finding.code == "xen.value" and finding.severity == "error"
                                     for finding in more)
    assert all(finding.message.isprintable() for finding in findings)
    return " | ".join(finding.message for finding in findings if finding.severity == "error")


HOSTILE = ["a'b", 'a"b', "a\\b", "a\nb", "a\rb", "a\0b", "a\tb", "a\x7fb", "a\x85b", "a\u2028b",
           "gr\u00fcn", "\ud800"]


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value) for value in HOSTILE])
@pytest.mark.parametrize("key", ["name", "bootloader", "bootargs", "kernel"])
def test_a_hostile_scalar_is_refused(profile, options, key, value):
    options[key] = value
    assert f"/options/{key}: has the character" in refusal(profile)


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value) for value in HOSTILE])
def test_a_hostile_interface_or_disk_is_refused(profile, options, value):
    options["vif"] = ["mac=00:16:3e:00:00:01", f"mac={value}"]
    options["disk"][1]["path"] = value
    assert "/options/vif: element 1 has the character" in refusal(profile)
    assert "/options/disk: element 1 has the character" in refusal(profile)


@pytest.mark.parametrize("length, refused", [(4096, False), (4097, True), (2 ** 20, True)])
def test_an_endless_text_is_refused(profile, options, length, refused):
    for key in ("extra", "bootloader", "cpus"):
        options[key] = "x" * length
    assert refusal(profile).count("more than 4096 is no path, name or argument") == (3 if refused else 0)


@pytest.mark.parametrize("disk, message", [
    ({"type": "iscsi"}, "is of the unknown type 'iscsi' (known: lvm, file, phy)"),
    ({"hostdevice": None}, "has no hostdevice"),
    ({"hostvol": ""}, "has no hostvol"),
    ({"hostvol": "a/b"}, "hostvol 'a/b' must be the name of one logical volume"),
    ({"hostvol": ".."}, "hostvol '..' must be below /dev"),
    ({"hostdevice": "../etc"}, "hostdevice '../etc' must be below /dev"),
    ({"hostdevice": "/dev/vg01"}, "hostdevice '/dev/vg01' must be below /dev"),
    ({"guestdevice": "xvda,w,evil"}, "field 'xvda,w,evil' is empty or has a comma"),
    ({"guestdevice": ""}, "field '' is empty"),
    ({"rw": "w,x"}, "field 'w,x' is empty or has a comma"),
    ({"access_method": "phy:/dev/sda,xvda,w "}, "has a comma"),
    ({"type": "file"}, "has no path"),
    ({"type": "file", "path": "/a,b"}, "has a comma"),
    ({"type": "phy", "hostdevice": "a//b"}, "must be below /dev"),
])
def test_a_disk_that_would_mean_something_else_is_refused(profile, options, disk, message):
    changed = options["disk"][0] | disk
    options["disk"][0] = {key: value for key, value in changed.items() if value is not None}
    assert "/options/disk: element 0 " in refusal(profile) and message in refusal(profile)


@pytest.mark.parametrize("key", ["a b", "a=1;b", "1a", "", "if", "print", "None", "a\n", "\u00e4", "a-b"])
def test_a_key_that_is_no_name_is_refused(profile, options, key):
    options[key] = "x"
    assert "cannot be the name of an option" in refusal(profile)


@pytest.mark.parametrize("key", ["..", ".", "", "a/b", "/etc/passwd", "../../x", "-x", ".x", "a\nb", "a b",
                                 "auto", "scripts", "a\0b", "\u00e4", "x" * 300])
def test_a_guest_that_cannot_be_the_name_of_a_file_is_refused(profile, key):
    domains = profile["software"]["components"]["xen"]["domains"]
    domains[key] = domains.pop("guest.example.org")
    assert "cannot be the name of a guest's file" in refusal(profile)


def test_a_key_of_an_interface_that_xm_does_not_know_is_a_warning(profile, options):
    options["vif"] = ["mac=00:16:3e:00:00:01,colour=red"]
    [domain], _ = read_domains(profile, "host.xml")
    text, [finding] = render(domain, domain.options, "host.xml")
    assert text and finding.severity == "warning" and "'colour'" in finding.message


TEXT = st.one_of(st.text(max_size=30), st.text("vif[]0123456789'\"\\\n,= ", max_size=12), st.just("vif[0]"))


MAYBE = st.none() | TEXT
VBDS = st.builds(Vbd, st.sampled_from(["lvm", "file", "phy", "x"]), TEXT, TEXT, MAYBE, MAYBE, MAYBE)
BARE = re.compile("vif\\[(0|[1-9][0-9]*)]", re.ASCII)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3), st.lists(VBDS, max_size=2),
       st.dictionaries(TEXT, TEXT, max_size=2))
def test_xm_gets_just_what_the_profile_holds_or_nothing(name, bootargs, bootloader, vifs, disks, other):
    options = DomainOptions("/path", name, 256, 1, bootloader, bootargs, tuple(map(Vif, vifs)), tuple(disks),
                            None, other)
    text, findings = render(Domain("guest", options), options, "host.xml")
    if text is None:
        assert any(finding.severity == "error" for finding in findings)
        return
    values = run(text)
    bare = BARE.fullmatch(bootargs)
    is_bare = bare and int(bare[1]) < len(vifs)
    expected = {"name": name, "memory": "256", "vcpus": "1", "bootloader": bootloader, "vif": vifs, **other,
                "bootargs": vifs[int(bare[1])] if is_bare else bootargs}
    assert {key: values[key] for key in expected} == expected
    fields = [entry.split(",") for entry in values["disk"]]
    assert [entry[1:] for entry in fields] == [[disk.guestdevice, disk.rw] for disk in disks]
    assert set(values) == set(expected) | {"disk"}
