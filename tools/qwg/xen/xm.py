"""A domain comes in, its configuration file for xm goes out, in the shape that ncm-xen gives it.

xm runs the file as Python (version 2), as root. So every value is written as a quoted string, and one that
could end the string is refused. Two kinds of values are no strings: `vif[N]` in bootargs stands for the text of
interface N, provided that there is one; it is why bootargs comes last. And cpus and vfb may be lists of strings
and whole numbers, which are read and written anew. The shape (ncm-xen 0.1.7 and 0.2): a
header of comments, but without a clock, then `key = value` in ascending ASCII order, numbers in quotes too.
"""
from __future__ import annotations

import keyword
import re
from collections.abc import Callable

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.site.outputs import is_safe_name

from .domain import Domain, DomainOptions, Vbd, Vif, finding, shown
from .literals import parse_list

RULE = "#" + "=" * 77
HEADER = """\
#  -*- mode: python; -*-
{rule}
# Configuration of the Xen guest {guest},
# read as Python by 'xm create'. It is made from the
# profile of the host, so changes here are lost.
#
# Shaped as ncm-xen does it
{rule}
"""
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
VIF_REFERENCE = re.compile(r"vif\[(0|[1-9][0-9]{0,3})\]")
# As a path in Linux; xl's parser gives up at much longer ones.
LONGEST = 4096
# The options that may be lists, as text in the profile.
LITERAL_LISTS = ("cpus", "vfb")
# xm's keys for an interface; it stops at any other.
VIF_KEYS = frozenset(("backend", "bridge", "ip", "mac", "model", "rate", "script", "type", "vifname"))
# The characters that xend takes; a number or an option would mean something else to `xm list`.
DOMAIN_NAME = re.compile(r"(?![0-9]+\Z)[A-Za-z0-9_.:+/][A-Za-z0-9_.:+/-]{0,254}")
# What else is in /etc/xen and may not become the name of a guest's file.
RESERVED_NAMES = frozenset(("auto", "scripts", "xend-config.sxp", "xmexample1", "xl.conf"))


class Unwritable(Exception):
    """A value cannot stand in the file; the message says why."""


def quoted(text: str) -> str:
    """The text as a Python string; Unwritable if a character could end the string or the line, or if it is endless.

    >>> quoted("phy:/dev/vg01/guest,xvda,w")
    "'phy:/dev/vg01/guest,xvda,w'"
    """
    if len(text) > LONGEST:
        raise Unwritable(f"has {len(text)} characters; more than {LONGEST} is no path, name or argument")
    for character in text:
        if character in "'\"\\":
            raise Unwritable(f"has the character {character}, which could end a quoted string")
        if not " " <= character <= "~":
            raise Unwritable(f"has the character U+{ord(character):04X}; "
                             "only printable ASCII can stand in a file that xm reads")
    return f"'{text}'"


def device(text: str | None, what: str) -> str:
    """A name below /dev: not empty, relative, and without a way up."""
    if not text:
        raise Unwritable(f"has no {what}")
    if any(part in ("", ".", "..") for part in text.split("/")):
        raise Unwritable(f"{what} '{shown(text)}' must be below /dev, without empty, '.' and '..' parts")
    return text


def lvm_source(vbd: Vbd) -> str:
    if "/" in (vbd.hostvol or ""):
        raise Unwritable(f"hostvol '{shown(vbd.hostvol)}' must be the name of one logical volume")
    volume = f"{device(vbd.hostdevice, 'hostdevice')}/{device(vbd.hostvol, 'hostvol')}"
    return f"{vbd.access_method or 'phy'}:/dev/{volume}"


def file_source(vbd: Vbd) -> str:
    if not vbd.path:
        raise Unwritable("has no path")
    return f"file:{vbd.path}"


def phy_source(vbd: Vbd) -> str:
    return f"phy:/dev/{device(vbd.hostdevice, 'hostdevice')}"


DISK_SOURCES: dict[str, Callable[[Vbd], str]] = {"lvm": lvm_source, "file": file_source, "phy": phy_source}


def disk_text(vbd: Vbd) -> str:
    """`phy:/dev/vg01/guest,xvda,w`, of three fields: a comma in any of them would make more."""
    source = DISK_SOURCES.get(vbd.type)
    if source is None:
        raise Unwritable(f"is of the unknown type '{shown(vbd.type)}' (known: {', '.join(DISK_SOURCES)})")
    parts = (source(vbd), vbd.guestdevice, vbd.rw)
    for part in parts:
        if "," in part or not part:
            raise Unwritable(f"field '{shown(part)}' is empty or has a comma, which would start a new field")
    return ",".join(parts)


def disk_value(vbd: Vbd) -> str:
    return quoted(disk_text(vbd))


def vif_value(vif: Vif) -> str:
    return quoted(vif.text)


def list_value(items: tuple, separator: str, value: Callable) -> str:
    pieces = []
    for index, item in enumerate(items):
        try:
            pieces.append(value(item))
        except Unwritable as error:
            raise Unwritable(f"element {index} {error}") from None
    return f"[{separator.join(pieces)}]"


def bootargs_value(text: str, options: DomainOptions) -> str:
    """The text quoted, or bare if it is `vif[N]` with the Nth interface there; not any other expression."""
    reference = VIF_REFERENCE.fullmatch(text)
    if reference and int(reference[1]) < len(options.vif or ()):
        return text
    return quoted(text)


def literal_value(text: str) -> str:
    """A list of strings and whole numbers, written anew; any other text quoted."""
    values = parse_list(text) if len(text) <= LONGEST else None
    if values is None:
        return quoted(text)
    return list_value(tuple(values), ", ", lambda item: quoted(item) if isinstance(item, str) else str(item))


def scalars(options: DomainOptions) -> dict[str, str | int]:
    """The options of a single value that are set, but for bootargs."""
    table = {"name": options.name, "memory": options.memory, "vcpus": options.vcpus,
             "bootloader": options.bootloader, **options.other}
    return {key: value for key, value in table.items() if value is not None}


def lines(options: DomainOptions) -> dict[str, Callable[[], str]]:
    """What gives the value of each line, by key; `download` has no line, ncm-xen acts on it itself."""
    table: dict[str, Callable[[], str]] = {}
    for key, value in scalars(options).items():
        write = literal_value if key in LITERAL_LISTS else quoted
        table[key] = lambda value=value, write=write: write(str(value))
    if options.vif is not None:
        table["vif"] = lambda: list_value(options.vif, ",", vif_value)
    if options.disk is not None:
        table["disk"] = lambda: list_value(options.disk, ",", disk_value)
    if options.bootargs is not None:
        table["bootargs"] = lambda: bootargs_value(options.bootargs, options)
    return table


def is_key(text: str) -> bool:
    return KEY.fullmatch(text) is not None and not keyword.iskeyword(text) and text not in ("print", "exec")


def compose(options: DomainOptions, profile: str, table: dict[str, Callable[[], str]],
            fits: Callable[[str], bool]) -> tuple[str, list[Diagnostic]]:
    """The lines of a table in order, each `key = value`; a key that does not fit, or a value that cannot be
    written, is an error instead."""
    written, findings = [], []
    for key in sorted(table, key=lambda key: (key == "bootargs", key)):
        path = f"{options.path}/{shown(key)}"
        if not fits(key):
            findings.append(finding(profile, path, "cannot be the name of an option"))
            continue
        try:
            written.append(f"{key} = {table[key]()}\n")
        except Unwritable as error:
            findings.append(finding(profile, path, str(error)))
    return "".join(written), findings


def render(domain: Domain, options: DomainOptions, profile: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of the file, or None with what stands against it; warnings come with the text."""
    text, findings = compose(options, profile, lines(options), is_key)
    if findings:
        return None, findings

    def warn(key: str, message: str) -> None:
        findings.append(finding(profile, f"{options.path}/{key}", message, "warning"))

    for index, vif in enumerate(options.vif or ()):
        for key in sorted(vif.fields.keys() - VIF_KEYS):
            warn(f"vif/{index}", f"xm does not know the key '{shown(key)}' of an interface")
    if VIF_REFERENCE.fullmatch(options.bootargs or "") and bootargs_value(options.bootargs, options).startswith("'"):
        warn("bootargs", f"there is no interface {options.bootargs}; it is passed on as text")
    for key in LITERAL_LISTS:
        value = str(options.other.get(key, ""))
        if value.startswith("[") and parse_list(value) is None:
            warn(key, "is no list of strings and whole numbers; it is passed on as text")
    return HEADER.format(rule=RULE, guest=domain.key) + text, findings


def check_name(domain: Domain, profile: str) -> list[Diagnostic]:
    """A domain's key becomes the name of a file in /etc/xen, its name an argument of the toolstack."""
    findings = []
    # With the ending that the file of install_options has.
    if not is_safe_name(f"{domain.key}.start") or domain.key in RESERVED_NAMES:
        message = f"'{shown(domain.key)}' cannot be the name of a guest's file in /etc/xen"
        findings.append(Diagnostic("error", "xen.name", message, Span(profile)))
    for options in (domain.options, domain.install):
        if options is not None and not DOMAIN_NAME.fullmatch(options.name):
            message = f"'{shown(options.name)}' cannot be the name of a domain: letters, digits and '_.:+/-', " \
                "no hyphen first, and not only digits, which would be the number of another one"
            findings.append(finding(profile, f"{options.path}/name", message, code="xen.name"))
    return findings
