"""What Xen's toolstack gives pypxeboot comes in; what pypxeboot 0.0.3 would boot goes out.

The rules are its own: which argument is the MAC address, which files it asks for in which order, which lines of
an entry it reads and how. Files come through the TFTP client that it uses itself, tftpy.
"""
from __future__ import annotations

import ast
import logging
import re
from pathlib import Path

import pytest

tftpy = pytest.importorskip("tftpy", reason="the test dependency tftpy is not installed")
logging.getLogger("tftpy").setLevel(logging.CRITICAL + 1)

MAC = re.compile(r"([\da-f]{2}:){5}[\da-f]{2}", re.IGNORECASE)
LINE = re.compile(r"^[ \t]*(label|kernel|append|default|localboot) (.*)$", re.IGNORECASE)


class NotBooted(Exception):
    """pypxeboot would stop here."""


def domain(text: str) -> dict:
    """The settings in a guest's file, which xm runs as Python; only the forms that are written are known here."""
    values = {}
    for statement in ast.parse(text).body:
        name, value = statement.targets[0].id, statement.value
        if isinstance(value, ast.Subscript):
            values[name] = values[value.value.id][value.slice.value]
        else:
            values[name] = ast.literal_eval(value)
    return values


def mac_of(argument: str) -> str:
    mac = argument.split("=")[1].strip(",") if argument.startswith("mac=") else ""
    if not MAC.fullmatch(mac):
        raise NotBooted(f"Invalid MAC address: {mac}")
    return mac


class Client:
    """TFTP from a server at loopback; the DHCP answer, which holds the address, is the caller's."""

    def __init__(self, port: int, folder: Path):
        self.port = port
        self.folder = folder

    def fetch(self, name: str) -> bytes | None:
        target = self.folder / "fetched"
        target.unlink(missing_ok=True)
        try:
            tftpy.TftpClient("127.0.0.1", self.port).download(name, str(target), timeout=5)
        except tftpy.TftpException:
            return None
        return target.read_bytes()

    def entry(self, mac: str, ip: str) -> tuple[str, dict]:
        """The file of the entry, and what its default label says."""
        hexadecimal = "".join(f"{int(part):02X}" for part in ip.split("."))
        for name in (f"01-{mac.replace(':', '-')}", hexadecimal, "default"):
            data = self.fetch(f"pxelinux.cfg/{name}")
            if data is not None:
                return name, chosen(data.decode("ascii"))
        raise NotBooted("no entry")


def chosen(text: str) -> dict:
    default, current, labels = None, None, {}
    for line in text.splitlines():
        match = None if line.strip().startswith("#") else LINE.match(line.strip())
        if match is None:
            continue
        key, value = match[1].lower(), match[2]
        if key == "default":
            default = value
        elif key == "label":
            current = labels[value] = {"append": None}
        elif key == "append":
            # A word with two '=' ends pypxeboot with a ValueError.
            current["append"] = {name: rest[0] if rest else None for name, *rest in map(split, value.split())}
        else:
            current[key] = value
    if default not in labels:
        raise NotBooted(f"label {default} is not in the entry")
    return labels[default]


def split(word: str) -> list[str]:
    parts = word.split("=")
    if len(parts) > 2:
        raise NotBooted(f"more than one = in {word}")
    return parts
