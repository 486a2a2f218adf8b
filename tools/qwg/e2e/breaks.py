"""A host's files come in; the same with something wrong on purpose go out: the proof that the comparison can fail."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .expected import MULTI_BRIDGE, Guest

if TYPE_CHECKING:
    from .scenario import HostStage


def guest_file(host: HostStage) -> str:
    """The file of the first guest that boots over the network."""
    guest: Guest = next((guest for guest in host.guests if guest.asks), host.guests[0])
    return f"etc/xen/{guest.name}"


def change(host: HostStage, path: str, pattern: str, replacement: str) -> None:
    text = host.files[path].decode("ascii")
    host.files[path] = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE).encode("ascii")


def wrong_mac(host: HostStage) -> None:
    change(host, guest_file(host), r"(^vif = \['mac=)[0-9a-fA-F:]{14}", r"\g<1>00:16:3e:66:66")


def wrong_size(host: HostStage) -> None:
    change(host, "storage.sh", r"^(logical_volume \S+ \S+ )\d+ lvcreate -L \d+M", r"\g<1>320 lvcreate -L 320M")


def no_bridge(host: HostStage) -> None:
    """The last bridge that is declared is not made, or Xen's own if none is."""
    if host.default_bridge:
        host.default_bridge = ""
    else:
        change(host, MULTI_BRIDGE, r"^(?:bridge|vlan) .*\n\Z", "")


def no_arguments(host: HostStage) -> None:
    change(host, guest_file(host), r"^bootloader_args = .*\n", "")


# What --break takes.
BREAKS: dict[str, Callable[[HostStage], None]] = {
    "mac": wrong_mac, "disk": wrong_size, "bridge": no_bridge, "bootargs": no_arguments,
}
