"""The file for xl: its shape, what it leaves out, and what it refuses although xm would take it."""
from __future__ import annotations

import pytest

from qwg.xen.domain import read_domains
from qwg.xen.xl import render

GOLDEN = """\
bootloader = '/usr/bin/pypxeboot'
bootloader_args = ['mac=00:16:3e:00:00:01,bridge=xenbr0']
disk = ['phy:/dev/vg01/guest.example.org,xvda,w', 'file:/srv/xen/data.img,xvdb,r', \
'phy:/dev/mapper/backup,xvdc,w']
memory = '256'
name = 'guest.example.org'
vcpus = '2'
vif = ['mac=00:16:3e:00:00:01,bridge=xenbr0', 'mac=00:16:3e:00:00:02']
"""


def rendered(profile):
    [domain], findings = read_domains(profile, "host.xml")
    assert findings == []
    return render(domain, domain.options, "host.xml")


def body(profile) -> dict[str, str]:
    """The lines of the file by key."""
    text, _ = rendered(profile)
    return dict(line.split(" = ", 1) for line in text.splitlines() if not line.startswith("#"))


def test_the_shape(profile):
    text, [warning] = rendered(profile)
    assert "".join(line for line in text.splitlines(True) if not line.startswith("#")) == GOLDEN
    assert warning.severity == "warning" and "options/disk/2/rw: is w, since xl has no w!" in warning.message


@pytest.mark.parametrize("bootargs, line", [
    ("vif[1]", "['mac=00:16:3e:00:00:02']"), ("vif[2]", "['vif[2]']"), ("  --entry=1   -q ", "['--entry=1', '-q']"),
    ("", None), ("   ", None),
])
def test_the_words_of_bootargs_are_a_list(profile, options, bootargs, line):
    options["bootargs"] = bootargs
    assert body(profile).get("bootloader_args") == line


def test_an_interface_that_is_not_there_is_a_warning(profile, options):
    options["bootargs"] = "vif[2]"
    assert any("there is no interface vif[2]" in finding.message for finding in rendered(profile)[1])


@pytest.mark.parametrize("key, value, line", [
    ("cpus", "0-3", "['0-3']"), ("cpus", "[0, '2-3',]", "['0', '2-3']"), ("vfb", "['type=vnc']", "['type=vnc']"),
    ("vtpm", "backend=dom1", "['backend=dom1']"), ("extra", "ro quiet", "'ro quiet'"), ("builder", "hvm", None),
    ("kernel", "[1]", "'[1]'"),
])
def test_further_options(profile, options, key, value, line):
    options[key] = value
    assert body(profile).get(key) == line
    assert body(profile).get("type") == ("'hvm'" if key == "builder" else None)


@pytest.mark.parametrize("key", ["ip", "nfs_root", "hostname"])
def test_what_xl_passes_over_is_a_warning(profile, options, key):
    options[key] = "x"
    assert any(finding.severity == "warning" and f"options/{key}: is passed over by xl" in finding.message
               for finding in rendered(profile)[1])


@pytest.mark.parametrize("change, message", [
    ({"Builder": "x"}, "cannot be the name of an option"), ({"if": "x"}, "cannot be the name of an option"), ({"_x": "x"}, "cannot be the name of an option"),
    ({"builder": "sparc"}, "'sparc' is no type of a domain"), ({"cpus": "[x]"}, "is no list of strings"),
    ({"cpus": "[0"}, "is no list of strings"), ({"bootargs": "a\tb"}, "has the character U+0009"),
    ({"bootargs": "it's"}, "has the character '"), ({"vfb": "['\u00e4']"}, "has the character U+00E4"),
    ({"vif": ["colour=red"]}, "has the key 'colour', which xl does not know"),
    ({"vif": ["mac=00:16:3e:00:00"]}, "has the MAC address '00:16:3e:00:00', which is none"),
    ({"vif": ["bridge="]}, "has the value '' of bridge"), ({"vif": ["script=a=b"]}, "has the value 'a=b' of script"),
    ({"vif": ["mac=00:16:3e:00:00:01,bridge=x'y"]}, "has the character '"),
])
def test_what_xl_would_not_take_is_refused(profile, options, change, message):
    options |= change
    text, findings = rendered(profile)
    assert text is None and any(message in finding.message for finding in findings)
    assert all(finding.message.isprintable() for finding in findings)


@pytest.mark.parametrize("change, message", [
    ({"rw": "x"}, "has rw 'x' (known: r, ro, w, rw, w!)"), ({"guestdevice": "foo"}, "has the guestdevice 'foo'"),
    ({"guestdevice": "xvda,format=qcow2"}, "has the guestdevice"),
    ({"access_method": "drbd"}, "has the access_method 'drbd'"),
    ({"access_method": "script=/bin/sh"}, "has the access_method"),
    ({"type": "file", "path": "/a=b"}, "has the source 'file:/a=b'"),
    ({"type": "file", "path": " /a"}, "has the source 'file: /a'"),
    ({"guestdevice": "hdc:cdrom"}, "is the CD-ROM 'hdc:cdrom'"),
])
def test_a_disk_that_xl_would_take_for_another_is_refused(profile, options, change, message):
    options["disk"] = [options["disk"][0] | change]
    text, [finding] = rendered(profile)
    assert text is None and f"/options/disk: element 0 {message}" in finding.message


def test_blanks_in_an_interface_go(profile, options):
    options["vif"] = ["mac = 00:16:3e:00:00:01 , bridge= xenbr0", ""]
    assert body(profile)["vif"] == "['mac=00:16:3e:00:00:01,bridge=xenbr0', '']"
