"""Whatever strings a profile holds, no value becomes a line, a word or a command of its own in a file."""
from __future__ import annotations

import copy
import json
import re
import shlex
from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwg.aii import kickstart, netboot
from qwg.aii.guest import read_guest
from qwg.aii.values import Values
from qwg.site.outputs import is_safe_name

HOSTILE = [
    "\n%pre\nrm -rf /\n", "x\n%end", "x\r%post", "a --b", "--iscrypted", "-x", "a'b", 'a"b', "a\\", "$(id)", "`id`",
    "a;b", "a|b", "a&b", "#x", "a #b", "x y", "", " ", "\t", "\0", "\x1b[0m", "é", "\u2028%pre", "\x85x", "..", "../x",
    "/../x", "a/../b", "END_OF_CCM_CONF", "END_OF_FIRST_BOOT\nid",
    "%include /etc/x", "} host x {", "x; }", "*/", "$HOME",
    "a" * 300, "=", "a=b=c", "[main]", "http://x/\nid", "http://x/'", "http://x/ y", "0x7f.1", "127.1", "@x\n@y"]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


def strings(value, path=()) -> list[tuple]:
    """The paths of all strings of a profile that the installation may read."""
    if isinstance(value, dict):
        return [found for key in value for found in strings(value[key], (*path, key))]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in strings(item, (*path, index))]
    return [path] if isinstance(value, str) else []


def extended(profile: dict) -> dict:
    """The profile with all optional fields that reach a file."""
    ks = profile["system"]["aii"]["osinstall"]["ks"]
    ks |= {"firewall": {"enabled": True, "trusted": ["eth1"], "services": ["ssh"], "ports": [22]}, "mouse": "none",
           "bootloader_append": "console=hvc0", "enable_service": ["sshd"], "disable_service": ["cups"],
           "langsupport": ["en_US.UTF-8"]}
    profile["system"]["aii"]["nbp"]["pxelinux"]["append"] = "console=hvc0"
    return profile


def read(profile: dict):
    values = Values(profile, "guest", "guest.json")
    return read_guest(values), values.diagnostics


@contextmanager
def spoiled(profile: dict, path: tuple, change):
    """The profile with one string changed, or the key if the path ends in one, for the time of the block."""
    *parents, last = path
    place = profile
    for key in parents:
        place = place[key]
    before, name = place[last], last
    if isinstance(before, str):
        place[last] = change(before)
    else:
        name = change(last)
        place[name] = place.pop(last)
    try:
        yield profile
    finally:
        if name != last:
            del place[name]
        place[last] = before


def check(profile: dict, shapes: dict) -> bool:
    """Whether the profile is a guest's; the files then have the shapes of those of the unspoiled one."""
    guest, found = read(profile)
    for each in found:
        assert each.text(source=False).count("\n") == 1 and each.message.isprintable(), each
    if guest is None:
        assert any(each.severity == "error" for each in found)
        return False
    assert shapes_of(guest) == shapes
    assert all(line[-1] in "{;}" for line in netboot.dhcp_entry(guest, None).splitlines())
    assert all(map(is_safe_name, [guest.fqdn, *netboot.entry_names(guest)]))
    return True


def shapes_of(guest) -> dict:
    return {"kickstart": kickstart_shape(kickstart.render(guest)), "entry": first_words(netboot.install_entry(guest)),
            "dhcp": first_words(netboot.dhcp_entry(guest, None))}


@pytest.fixture(scope="module", params=["anaconda", "aii"])
def plain(example, request) -> tuple[dict, dict]:
    """A profile with everything in it, and the shapes of its files."""
    profile = extended(example.profile("xen-guest1.example.org"))
    profile["software"]["components"]["xen_guest"]["partitioning"] = request.param
    return profile, shapes_of(read(copy.deepcopy(profile))[0])


def test_no_hostile_string_becomes_a_directive(plain):
    """Every string that is read, replaced by and followed by each of the hostile ones."""
    profile, shapes = plain
    read_paths = []
    for path in strings(profile):
        with spoiled(profile, path, lambda text: "\0"):
            if not check(profile, shapes):
                read_paths.append(path)
    assert len(read_paths) > 60
    for path in read_paths:
        for hostile in HOSTILE:
            for change in (lambda text: emptied(path, hostile), lambda text: text + hostile):
                with spoiled(profile, path, change):
                    check(profile, shapes)


def test_no_hostile_key_becomes_a_directive(plain):
    profile, shapes = plain
    for path in (("hardware", "cards", "nic", "eth0"), ("hardware", "harddisks", "xvda"),
                 ("system", "blockdevices", "partitions", "xvda1"), ("system", "network", "interfaces", "eth0")):
        for hostile in HOSTILE:
            for change in (lambda key: hostile, lambda key: key + hostile):
                with spoiled(profile, path, change):
                    assert hostile == "" or not check(profile, shapes)
    for hostile in HOSTILE:
        unknown = copy.deepcopy(profile)
        unknown["software"]["components"]["ccm"][hostile] = "x"
        # A word is a key like any other; with its value behind it it ends no here-document.
        assert re.fullmatch("[A-Za-z]\\w*", hostile) or not check(unknown, shapes)


def test_no_hostile_name_of_a_disk_becomes_a_directive(plain):
    """The name in all places at once, so that none misses the disk."""
    text = json.dumps(plain[0])
    for hostile in HOSTILE:
        name = json.dumps("xvda" + hostile)[1:-1]
        check(json.loads(text.replace("xvda", name)), plain[1])
        check(json.loads(text.replace("xvda", json.dumps(hostile)[1:-1])), plain[1])


@given(data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_strings_together_become_a_directive(plain, data):
    profile, shapes = plain
    paths = [path for path in strings(profile) if path[:2] not in UNREAD]
    with ExitStack() as changes:
        for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True)):
            text, follow = data.draw(TEXT), data.draw(st.booleans())
            changes.enter_context(
                spoiled(profile, path, lambda before: before + text if follow else emptied(path, text)))
        check(profile, shapes)


def emptied(path: tuple, text: str) -> str:
    """An empty option of the client is left out, which is no directive either."""
    return text or ("\0" if "ccm" in path else "")


# The software of the profile is the client's; only what it is made with is read here.
UNREAD = {("software", "packages")}
# Commands whose options are values themselves, of a closed set or of one word.
OPTIONS_ARE_VALUES = {"authconfig", "firewall", "selinux", "%packages"}


def lines_of(text: str) -> list[str]:
    assert re.fullmatch(r"[\n -~]*", text), "only printable ASCII and line feeds"
    return text.splitlines()


def first_words(text: str) -> list[str]:
    return [(line.split() or [""])[0] for line in lines_of(text)]


def kickstart_shape(text: str) -> list[tuple]:
    """What each line does: its command, its options, how many words a shell or the installer sees; no values."""
    shape, section = [], "commands"
    for line in lines_of(text):
        first = (line.split() or [""])[0]
        section = first if first.startswith("%") else section
        if not line or line.startswith("#"):
            shape.append(("nothing",))
        elif section == "%packages" and not first.startswith("%"):
            shape.append(("package",))
        elif "=" in first or first.startswith("["):
            shape.append((re.match(r"\w*=|\[", first)[0],))
        elif section == "%post" and not first.startswith(("yum", "wget", "/sbin", "cat", "%")):
            shape.append((first,))
        else:
            words = shlex.split(line)
            options = [word.partition("=")[0] for word in words if word.startswith("-")]
            shape.append((first, len(words), [] if first in OPTIONS_ARE_VALUES else options))
    return shape
