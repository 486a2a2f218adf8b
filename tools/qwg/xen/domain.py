"""A host's profile comes in as a plain tree, the Xen domains it asks for go out as records.

The fields are those of /software/components/xen/domains in ncm-xen's schema (0.2): memory and disk sizes in
MB, a domain's key is the name of its file in /etc/xen. Whatever does not fit becomes a Diagnostic.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.site.profile import find

DOMAINS = "/software/components/xen/domains"
TYPE_NAMES = {dict: "nlist", list: "list", str: "string", int: "long", float: "double", bool: "boolean"}


@dataclass(frozen=True)
class Vbd:
    """A virtual disk. `type` is lvm, file or phy; which of hostdevice, hostvol and path count hangs on it."""
    type: str
    guestdevice: str
    rw: str
    hostdevice: str | None = None
    hostvol: str | None = None
    path: str | None = None
    size: int | None = None
    create: bool | None = None
    access_method: str | None = None


@dataclass(frozen=True)
class Vif:
    """A virtual network interface, as ncm-xen has it: text of the form `mac=...,bridge=...`."""
    text: str

    @property
    def fields(self) -> dict[str, str]:
        """The parts of the text; blanks round keys and values do not count, as in xm."""
        parts = (part.partition("=") for part in self.text.split(",") if part)
        return {key.strip(): value.strip() for key, _, value in parts}

    @property
    def mac(self) -> str | None:
        return self.fields.get("mac")

    @property
    def bridge(self) -> str | None:
        return self.fields.get("bridge")


@dataclass(frozen=True)
class DomainOptions:
    """The options of one configuration file. None: not set, so the file has no such line."""
    path: str
    name: str
    memory: int
    vcpus: int | None = None
    bootloader: str | None = None
    bootargs: str | None = None
    vif: tuple[Vif, ...] | None = None
    disk: tuple[Vbd, ...] | None = None
    download: tuple[str, ...] | None = None
    other: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Domain:
    """A guest of a host. `install` is what a first start uses instead; `auto` None leaves autostart alone."""
    key: str
    options: DomainOptions
    install: DomainOptions | None = None
    auto: bool | None = None


def shown(text: str, limit: int = 80) -> str:
    """Text of a profile as it may stand in a message: on one line, no control characters, not endless."""
    text = text if len(text) <= limit else text[:limit] + "..."
    return text if text.isprintable() else repr(text)[1:-1]


def finding(profile: str, path: str, message: str, severity: str = "error", code: str = "xen.value") -> Diagnostic:
    """What is wrong at a path of a profile; `path_of` gives the path back."""
    return Diagnostic(severity, code, f"{path}: {message}", Span(profile))


def path_of(diagnostic: Diagnostic) -> str | None:
    """The path in the profile that a finding is about, None if it is about none."""
    path, colon, _ = diagnostic.message.partition(": ")
    return path if colon and path.startswith("/") else None


class Reader:
    """Takes typed values out of a profile's tree and collects what is wrong, with profile and path."""

    def __init__(self, profile: str, code: str = "xen.domain"):
        self.profile = profile
        self.code = code
        self.diagnostics: list[Diagnostic] = []

    def refuse(self, path: str, message: str, severity: str = "error") -> None:
        self.diagnostics.append(finding(self.profile, path, message, severity, self.code))

    @property
    def errors(self) -> int:
        return sum(found.severity == "error" for found in self.diagnostics)

    def typed(self, value, kinds: tuple[type, ...], path: str):
        """The value if it is of one of the kinds, else a finding and None."""
        if type(value) in kinds:
            return value
        wanted = " or ".join(TYPE_NAMES[kind] for kind in kinds)
        self.refuse(path, f"must be a {wanted}, is a {TYPE_NAMES.get(type(value), type(value).__name__)}")
        return None

    def each(self, value, path: str) -> Iterator[tuple[str, object]]:
        for index, item in enumerate(self.typed(value, (list,), path) or ()):
            yield f"{path}/{index}", item

    def record(self, value, fields: dict[str, tuple], required: tuple[str, ...], path: str) -> dict:
        """The known fields of an nlist, each checked; a missing required one is a finding."""
        table = self.typed(value, (dict,), path)
        if table is None:
            return {}
        for key in required:
            if key not in table:
                self.refuse(f"{path}/{key}", "is required and missing")
        for key in table.keys() - fields.keys():
            self.refuse(f"{path}/{shown(key)}", "is not known here and left out", "warning")
        return {key: self.typed(table[key], kinds, f"{path}/{key}") for key, kinds in fields.items()
                if key in table}


VBD_FIELDS = {"type": (str,), "guestdevice": (str,), "rw": (str,), "hostdevice": (str,), "hostvol": (str,),
              "path": (str,), "size": (int,), "create": (bool,), "access_method": (str,)}
VBD_REQUIRED = ("type", "guestdevice", "rw")


def read_vbd(reader: Reader, value, path: str) -> Vbd | None:
    fields = reader.record(value, VBD_FIELDS, VBD_REQUIRED, path)
    if any(fields.get(key) is None for key in VBD_REQUIRED):
        return None
    return Vbd(**fields)


def read_vif(reader: Reader, value, path: str) -> Vif | None:
    text = reader.typed(value, (str,), path)
    if text is None:
        return None
    for part in text.split(",") if text else ():
        if "=" not in part:
            reader.refuse(path, f"'{shown(part)}' must be key=value, as every part of an interface")
            return None
    return Vif(text)


def read_text(reader: Reader, value, path: str) -> str | None:
    return reader.typed(value, (str,), path)


# The lists of a domain, each with the function that reads one element; all else must be a scalar.
LISTS: dict[str, Callable] = {"vif": read_vif, "disk": read_vbd, "download": read_text}
SCALARS = {"name": (str,), "memory": (int,), "vcpus": (int,), "bootloader": (str,), "bootargs": (str,)}
REQUIRED = ("name", "memory")
# More MB, or processors, no machine will ever have.
MOST = 10 ** 12


def read_options(reader: Reader, value, path: str) -> DomainOptions | None:
    """One `options` or `install_options`; None if it is refused."""
    before = reader.errors
    table = reader.typed(value, (dict,), path) or {}
    fields: dict = {"path": path, "other": {}}
    for key in REQUIRED:
        if key not in table:
            reader.refuse(f"{path}/{key}", "is required and missing")
    for key, item in table.items():
        place = f"{path}/{shown(key)}"
        if key in LISTS:
            read = LISTS[key]
            fields[key] = tuple(read(reader, element, where) for where, element in reader.each(item, place))
        elif key in SCALARS:
            fields[key] = reader.typed(item, SCALARS[key], place)
            if type(fields[key]) is int and not 0 < fields[key] <= MOST:
                reader.refuse(place, f"must be from 1 to {MOST}, is {fields[key]}")
        else:
            fields["other"][key] = reader.typed(item, (str, int), place)
    return DomainOptions(**fields) if reader.errors == before else None


def read_domains(tree: dict, profile: str) -> tuple[list[Domain], list[Diagnostic]]:
    """The domains of a host's profile, sorted by key, and what was refused; both empty if it is no Xen host.

    `profile` names the profile in the findings. A refused domain is left out; the others are not touched.
    """
    reader = Reader(profile)
    domains = []
    for key, value in sorted((reader.typed(find(tree, DOMAINS, {}), (dict,), DOMAINS) or {}).items()):
        path = f"{DOMAINS}/{shown(key)}"
        before = reader.errors
        table = reader.typed(value, (dict,), path) or {}
        if "options" not in table:
            reader.refuse(f"{path}/options", "is required and missing")
            continue
        options = read_options(reader, table["options"], f"{path}/options")
        install = read_options(reader, table["install_options"], f"{path}/install_options") \
            if "install_options" in table else None
        auto = reader.typed(table["auto"], (bool,), f"{path}/auto") if "auto" in table else None
        if reader.errors == before:
            domains.append(Domain(key, options, install, auto))
    return domains, reader.diagnostics
