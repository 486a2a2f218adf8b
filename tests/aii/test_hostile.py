"""Whatever strings a profile holds, no value becomes a line, a word or a command of its own in a file."""
from __future__ import annotations

import copy
import re
import shlex

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
# What a value may begin with to get past a check of its beginning.
BEGINNINGS = st.sampled_from(["a", "sl450-x86_64", "eth0", "xvda", "http://x/"])
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20),
                 st.builds(str.__add__, BEGINNINGS, st.sampled_from(HOSTILE)))


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


@given(data=st.data())
@settings(max_examples=250, deadline=None, derandomize=True)
def test_no_value_becomes_a_directive(example, data):
    profile = extended(example.profile("xen-guest1.example.org"))
    profile["software"]["components"]["xen_guest"]["partitioning"] = data.draw(st.sampled_from(["anaconda", "aii"]))
    plain, _ = read(copy.deepcopy(profile))
    paths = [path for path in strings(profile) if path[:2] not in UNREAD]
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True)):
        *parents, last = path
        place = profile
        for key in parents:
            place = place[key]
        # An empty option of the client is left out, which is no directive either.
        place[last] = data.draw(TEXT) or ("x\n" if "ccm" in path else "")
    guest, found = read(profile)
    for each in found:
        assert each.text(source=False).count("\n") == 1 and each.message.isprintable(), each
    if guest is None:
        assert any(each.severity == "error" for each in found)
        return
    assert kickstart_shape(kickstart.render(guest)) == kickstart_shape(kickstart.render(plain))
    for render in (netboot.install_entry, lambda guest: netboot.dhcp_entry(guest, None)):
        assert first_words(render(guest)) == first_words(render(plain))
    assert all(line[-1] in "{;}" for line in netboot.dhcp_entry(guest, None).splitlines())
    assert all(map(is_safe_name, [guest.fqdn, *netboot.entry_names(guest)]))


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
