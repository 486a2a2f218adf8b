"""A guest's profile comes in; values of known kinds go out, and a Diagnostic for each that is not one.

Every value that may reach a file of the install server passes through one of the kinds below, each a regular
expression for the whole value. None lets a line end, a quote or a backslash through, nor a leading dash where
an option could stand: so a value stays a word of its line, in a Kickstart file, a PXE entry, dhcpd.conf and a
shell script alike.
"""
from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from qwg.pan.diagnostics import Diagnostic, Frame, Span

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
NAME = rf"{LABEL}(?:\.{LABEL})*"
# A '#' in a URL would begin a comment, a quote could end a word.
URL = rf"(?:https?|ftp)://{NAME}(?::[0-9]{{1,5}})?(?:/[A-Za-z0-9._~!$&*+,;=:@%/?-]*)?"
WORD = r"[A-Za-z0-9_][A-Za-z0-9_.+@-]*"
ARGUMENT = r"[A-Za-z0-9_][A-Za-z0-9_.,:=/@%+\[\]~*-]*"
ESCAPED = re.compile(r"_([0-9a-f]{2})")
SHOWN = 80


def is_ip(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def is_netmask(text: str) -> bool:
    try:
        ipaddress.IPv4Network(f"0.0.0.0/{text}")
    except ValueError:
        return False
    return text.count(".") == 3


@dataclass(frozen=True)
class Kind:
    """What a value must be; `what` completes the sentence `must be ...`."""
    what: str
    pattern: str
    check: Callable[[str], bool] | None = None

    def fits(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text, re.ASCII) is not None and (self.check is None or self.check(text))


KINDS = {
    "name": Kind("a host name", NAME),
    "server": Kind("a host name or an address", NAME),
    "ip": Kind("an IPv4 address", r"[0-9.]{7,15}", is_ip),
    "netmask": Kind("a netmask such as 255.255.255.0", r"[0-9.]{7,15}", is_netmask),
    "mac": Kind("a MAC address, six pairs of hexadecimal digits with colons", r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"),
    "interface": Kind("the name of an interface", r"[A-Za-z][A-Za-z0-9_.-]{0,14}"),
    "url": Kind("an http, https or ftp URL without blanks and quotes", URL),
    "kickstart": Kind("where the Kickstart file is: an http, https or ftp URL, or nfs:SERVER:PATH",
                      rf"(?:{URL}|nfs:{NAME}:/[A-Za-z0-9._/+@-]*)"),
    "file": Kind("a path without '.' and '..', relative to the root of the network boot files",
                 rf"{WORD}(?:/{WORD})*"),
    "folder": Kind("the absolute path of a folder", r"(?:/[A-Za-z0-9_][A-Za-z0-9_.+@-]*)+/?"),
    "word": Kind("one word of letters, digits and _.+@-", WORD),
    "option": Kind("an option without its dashes, perhaps with a value", rf"[a-z][a-z0-9-]*(?:={WORD})?"),
    "timezone": Kind("a time zone such as Europe/Paris", r"[A-Za-z0-9_][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*"),
    "disk": Kind("the name of a disk such as xvda", r"[a-z][a-z0-9]*(?:/[a-z][a-z0-9]*)?"),
    "mountpoint": Kind("an absolute path, or swap", r"swap|/|(?:/[A-Za-z0-9_][A-Za-z0-9_.+@-]*)+"),
    "package": Kind("the name of a package or of a group (@...), or one to leave out (-...)",
                    r"-?(?:[A-Za-z0-9_][A-Za-z0-9_.+:*~-]*|@\^? ?[A-Za-z0-9](?:[A-Za-z0-9 _.+-]*[A-Za-z0-9_.+-])?)"),
    "package option": Kind("an option of %packages", r"--[a-z][A-Za-z-]*(?:=[A-Za-z0-9_.-]+)?"),
    "arguments": Kind("kernel arguments without quotes", rf"{ARGUMENT}(?: +{ARGUMENT})*"),
    "label": Kind("letters, digits, blanks and _.,()+/-", r"[A-Za-z0-9](?:[A-Za-z0-9 _.,()+/-]*[A-Za-z0-9_.,()+/-])?"),
    "line": Kind("printable ASCII on one line", r"[!-~](?:[ -~]*[!-~])?"),
    "install command": Kind("an install command of Kickstart and its options", r"[!-~]+(?: +[!-~]+)*"),
}
TYPE_NAMES = {dict: "nlist", list: "list", str: "string", int: "long", float: "double", bool: "boolean"}
REQUIRED = object()
Origin = Callable[[str, str], tuple[Span | None, tuple[Frame, ...]]]


def unescape(key: str) -> str:
    """The text of a key that pan's escape() made.

    >>> unescape("cciss_2fc0d0")
    'cciss/c0d0'
    """
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), key)


def shown(text: str) -> str:
    """Text of a profile as it may stand in a message: on one line, no control characters, not endless."""
    text = text if len(text) <= SHOWN else text[:SHOWN] + "..."
    return text if text.isprintable() else repr(text)[1:-1]


class Values:
    """Takes values out of one profile by absolute path, and collects what is wrong with them.

    `origin` gives the template and line that set a path, or None, and the levels that led there; it is asked for
    findings only.
    """

    def __init__(self, tree: dict, profile: str, file: str, origin: Origin | None = None):
        self.tree = tree
        self.profile = profile
        self.file = file
        self.origin = origin
        self.diagnostics: list[Diagnostic] = []

    @property
    def failed(self) -> bool:
        return any(found.severity == "error" for found in self.diagnostics)

    def problem(self, code: str, path: str, message: str, severity: str = "error") -> None:
        span, trace = self.origin(self.profile, path) if self.origin else (None, ())
        self.diagnostics.append(Diagnostic(severity, f"aii.{code}", f"{self.profile}: {shown(path)}: {message}",
                                           span or Span(self.file), trace=trace, object_name=self.profile))

    def get(self, path: str, default=None):
        """The value at a path, whatever it is."""
        value = self.tree
        for key in path.strip("/").split("/"):
            if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value = value[int(key)]
            elif isinstance(value, dict) and key in value:
                value = value[key]
            else:
                return default
        return value

    def typed(self, path: str, kind: type, default):
        value = self.get(path, REQUIRED)
        if value is REQUIRED:
            if default is REQUIRED:
                self.problem("missing", path, "is needed for the installation and missing")
                return None
            return default
        if type(value) is not kind:
            wanted, found = TYPE_NAMES[kind], TYPE_NAMES.get(type(value), type(value).__name__)
            self.problem("value", path, f"must be a {wanted}, is a {found}")
            return None
        return value

    def text(self, path: str, kind: str, default=REQUIRED) -> str | None:
        """The string at a path, of a kind in KINDS; None, with a finding, if it is anything else."""
        value = self.typed(path, str, default)
        if value is None or value is default or self.fits(path, value, kind):
            return value
        return None

    def fits(self, path: str, value: str, kind: str) -> bool:
        if KINDS[kind].fits(value):
            return True
        self.problem("value", path, f"'{shown(value)}' must be {KINDS[kind].what}")
        return False

    def texts(self, path: str, kind: str, default=()) -> tuple[str, ...]:
        """The strings of a list, each of the kind; those that are not are findings and left out."""
        value = self.typed(path, list, list(default) if default is not REQUIRED else REQUIRED)
        items = [self.text(f"{path}/{index}", kind) for index in range(len(value or ()))]
        return tuple(item for item in items if item is not None)

    def boolean(self, path: str, default: bool) -> bool:
        return bool(self.typed(path, bool, default))

    def integer(self, path: str, default=REQUIRED) -> int | None:
        return self.typed(path, int, default)

    def table(self, path: str, default=REQUIRED) -> dict:
        return self.typed(path, dict, default) or {}
