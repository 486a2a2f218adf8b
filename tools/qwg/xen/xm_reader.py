"""The text of a configuration file for xm or xl comes in, the domain goes out; nothing of it is run.

It reads what `xm` and `xl` here write, and what ncm-xen wrote: `key = value` on one line each, a value being a
string, a number, a list of those, or `vif[N]` as bootargs. Writing what was read gives the same bytes for a file
of ours. What a profile says and a file does not (create of a disk, autostart, commands to download) is not there.
"""
from __future__ import annotations

import re

from qwg.pan.diagnostics import Diagnostic, Span

from .domain import Domain, DomainOptions, Vbd, Vif, shown
from .literals import parse_list, parse_scalar
from .xm import VIF_REFERENCE

LINE = re.compile(r"([A-Za-z][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*)")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
# Below /dev: folders of other devices than volume groups.
NO_GROUPS = ("disk", "mapper", "xen")
NUMBERS = ("memory", "vcpus")
STRINGS = ("name", "bootloader", "bootargs")


class Unreadable(Exception):
    """A line that is not of the known form; the message says why."""


def read_config(text: str, file: str, key: str) -> tuple[Domain | None, list[Diagnostic]]:
    """The domain whose file in /etc/xen is called `key`; None, with findings at their lines, if it cannot be read.

    `file` is the path for the findings, and what the options have for a path in a profile.
    """
    findings: list[Diagnostic] = []
    fields: dict = {"path": file, "other": {}}
    seen: set[str] = set()

    def refuse(line: int, message: str) -> None:
        findings.append(Diagnostic("error", "xen.file", message, Span(file, line, 1, line, 1) if line else Span(file)))

    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or not line.strip():
            continue
        match = LINE.fullmatch(line)
        if not match:
            refuse(number, f"'{shown(line)}' is not of the form key = value, on one line")
            continue
        if match[1] in seen:
            refuse(number, f"{match[1]} is set a second time")
        seen.add(match[1])
        try:
            take(fields, match[1], match[2].rstrip(" \t\r"))
        except Unreadable as error:
            refuse(number, f"{match[1]}: {error}")
    for required in ("name", "memory"):
        if required not in seen:
            refuse(0, f"{required} is missing")
    if findings:
        return None, findings
    return Domain(key, DomainOptions(**fields)), []


def take(fields: dict, key: str, text: str) -> None:
    """Puts the value of one line to the fields of DomainOptions."""
    if key == "bootargs" and VIF_REFERENCE.fullmatch(text):
        fields["bootargs"] = text
        return
    value = parse_list(text) if text.startswith("[") else parse_scalar(text)
    if value is None:
        raise Unreadable(f"'{shown(text)}' is no string, number or list of those")
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise Unreadable("must be a list of strings")
        name, read = LISTS[key]
        fields[name] = read(value)
    elif isinstance(value, list):
        fields["other"][key] = text
    elif key in NUMBERS:
        if not NUMBER.fullmatch(str(value)):
            raise Unreadable(f"'{shown(text)}' is no whole number")
        fields[key] = int(value)
    elif key in STRINGS:
        fields[key] = str(value)
    else:
        # xl's name for what xm calls the builder; its values are known under both.
        fields["other"]["builder" if key == "type" else key] = str(value)


def vbd_of(text: str) -> Vbd:
    """`SOURCE,DEVICE,ACCESS`: a file, a logical volume, or another device."""
    parts = text.split(",")
    if len(parts) != 3:
        raise Unreadable(f"the disk '{shown(text)}' is not of the form source,device,access")
    source, device, access = parts
    kind, _, path = source.partition(":")
    if kind == "file":
        return Vbd("file", device, access, path=path)
    method, found, name = source.partition(":/dev/")
    group, _, volume = name.rpartition("/")
    if not found:
        raise Unreadable(f"the source '{shown(source)}' of a disk is neither file:PATH nor phy:/dev/NAME")
    if method == "phy" and (not group or group.partition("/")[0] in NO_GROUPS):
        return Vbd("phy", device, access, hostdevice=name)
    if not group:
        raise Unreadable(f"the source '{shown(source)}' of a disk is no logical volume: it has no volume group")
    return Vbd("lvm", device, access, hostdevice=group, hostvol=volume,
               access_method=None if method == "phy" else method)


# The lists, with the field of DomainOptions and what makes its value of the strings.
LISTS = {"vif": ("vif", lambda items: tuple(map(Vif, items))), "disk": ("disk", lambda items: tuple(map(vbd_of, items))),
         "bootloader_args": ("bootargs", " ".join)}
