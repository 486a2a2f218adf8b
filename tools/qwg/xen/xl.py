"""A domain comes in, its configuration file for xl goes out (xl.cfg(5) and xl-disk-configuration(5) of Xen 4.17).

As in the file for xm every value is a quoted string or a list of those; xl runs no code in it. What differs:
bootargs becomes the list bootloader_args, the text of an interface in place of `vif[0]`; vfb and vtpm are lists;
`builder` is `type`; and what xl takes for something else, or would pass over, is refused or a warning.
"""
from __future__ import annotations

import re
from collections.abc import Callable

from qwg.pan.diagnostics import Diagnostic

from .domain import Domain, DomainOptions, Vbd, Vif, finding, shown
from .literals import parse_list
from .xm import (
    LONGEST, RULE, VIF_REFERENCE, Unwritable, compose, disk_text, is_key, list_value, quoted, scalars,
)

HEADER = """\
{rule}
# Configuration of the Xen guest {guest},
# read by 'xl create'. It is made from the
# profile of the host, so changes here are lost.
{rule}
"""
VIF_KEYS = frozenset(("backend", "bridge", "devid", "gatewaydev", "ip", "mac", "model", "rate", "script", "type",
                      "vifname"))
MAC = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")
# The values of `access_method`, and what a disk is for the guest.
METHOD = re.compile(r"phy|file|(tap2?:)?(aio|raw|qcow2?|vhd)")
GUEST_DEVICE = re.compile(r"(xvd|sd|hd)[a-z]{1,3}[0-9]{0,3}(:cdrom)?|d[0-9]{1,5}(p[0-9]{1,3})?")
# xl's words for who may write. It has none for xm's w!: its scripts refuse what another guest has open.
ACCESS = {"r": "r", "ro": "r", "w": "w", "rw": "w", "w!": "w"}
TYPES = {"linux": "pv", "generic": "pv", "pv": "pv", "hvm": "hvm", "pvh": "pvh"}
LISTS = ("cpus", "vfb", "vtpm")
# xm makes arguments of the kernel of these; xl passes over them.
LOST = ("gateway", "hostname", "ip", "netmask", "nfs_root", "nfs_server")


def render(domain: Domain, options: DomainOptions, profile: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of the file, or None with what stands against it; warnings come with the text."""
    text, findings = compose(options, profile, lines(options), lambda key: is_key(key) and key[0].islower())
    if findings:
        return None, findings

    def warn(key: str, message: str) -> None:
        findings.append(finding(profile, f"{options.path}/{key}", message, "warning"))

    for index, vbd in enumerate(options.disk or ()):
        if vbd.rw == "w!":
            warn(f"disk/{index}/rw", "is w, since xl has no w!: a device that another guest may write is refused")
    for key in LOST:
        if key in options.other:
            warn(key, "is passed over by xl; write it into `extra` as the kernel wants it")
    if VIF_REFERENCE.fullmatch(options.bootargs or "") and bootargs(options) == options.bootargs:
        warn("bootargs", f"there is no interface {options.bootargs}; it is passed on as text")
    return HEADER.format(rule=RULE, guest=domain.key) + text, findings


def lines(options: DomainOptions) -> dict[str, Callable[[], str]]:
    """What gives the value of each line, by key."""
    table: dict[str, Callable[[], str]] = {}
    for key, value in scalars(options).items():
        if key == "builder":
            table["type"] = lambda value=value: type_value(str(value))
        else:
            write = strings_value if key in LISTS else quoted
            table[key] = lambda value=value, write=write: write(str(value))
    if options.vif is not None:
        table["vif"] = lambda: list_value(options.vif, ", ", vif_value)
    if options.disk is not None:
        table["disk"] = lambda: list_value(options.disk, ", ", disk_value)
    if bootargs(options).strip(" "):
        table["bootloader_args"] = lambda: arguments_value(bootargs(options))
    return table


def bootargs(options: DomainOptions) -> str:
    """What xm would make of bootargs: `vif[N]` is the text of interface N, anything else itself."""
    reference = VIF_REFERENCE.fullmatch(options.bootargs or "")
    if reference and int(reference[1]) < len(options.vif or ()):
        return options.vif[int(reference[1])].text
    return options.bootargs or ""


def arguments_value(text: str) -> str:
    """The words of the text, as xend would give them to the loader; without quotes blanks alone part them."""
    quoted(text)
    return list_value(tuple(text.split()), ", ", quoted)


def type_value(text: str) -> str:
    if text not in TYPES:
        raise Unwritable(f"'{shown(text)}' is no type of a domain (known: {', '.join(TYPES)})")
    return quoted(TYPES[text])


def strings_value(text: str) -> str:
    """A list of strings: xl knows no negative numbers, and takes a string where it wants a number."""
    values = parse_list(text) if len(text) <= LONGEST else None
    if values is None:
        if text.startswith("["):
            raise Unwritable("is no list of strings and whole numbers")
        values = [text]
    return list_value(tuple(values), ", ", lambda item: quoted(str(item)))


def vif_value(vif: Vif) -> str:
    """The text without blanks round keys and values, which xl does not take."""
    for key, value in vif.fields.items():
        if key not in VIF_KEYS:
            raise Unwritable(f"has the key '{shown(key)}', which xl does not know")
        if not value or "=" in value:
            raise Unwritable(f"has the value '{shown(value)}' of {key}, which xl does not take")
    if vif.mac is not None and not MAC.fullmatch(vif.mac):
        raise Unwritable(f"has the MAC address '{shown(vif.mac)}', which is none")
    return quoted(",".join(f"{key}={value}" for key, value in vif.fields.items()))


def disk_value(vbd: Vbd) -> str:
    """As for xm, of three fields; an equals sign in one would make it the name of a parameter."""
    if vbd.type == "lvm" and not METHOD.fullmatch(vbd.access_method or "phy"):
        raise Unwritable(f"has the access_method '{shown(vbd.access_method)}', which xl does not know")
    if vbd.rw not in ACCESS:
        raise Unwritable(f"has rw '{shown(vbd.rw)}' (known: {', '.join(ACCESS)})")
    if not GUEST_DEVICE.fullmatch(vbd.guestdevice):
        raise Unwritable(f"has the guestdevice '{shown(vbd.guestdevice)}'; xl knows xvda, sda, hda, ...")
    if vbd.guestdevice.endswith(":cdrom") and ACCESS[vbd.rw] != "r":
        raise Unwritable(f"is the CD-ROM '{shown(vbd.guestdevice)}', which xl lets nobody write; its rw must be r")
    source, device, _ = disk_text(vbd).split(",")
    # xl drops blanks before a path, and what is left of the first equals sign would be a key.
    if "=" in source or source.partition(":")[2].startswith(" "):
        raise Unwritable(f"has the source '{shown(source)}', in which xl takes no '=' and no blank first")
    return quoted(f"{source},{device},{ACCESS[vbd.rw]}")
