"""A host's ncm-xen resource comes in as a plain tree, its JSON and a Pan structure template go out.

The template compiles back to the same tree: `'/software/components/xen' = create('HOST/ncm-xen')` with
build/hosts on the load path. Strings are in single quotes, where Pan knows no escapes but ''; those with a
control character, which cannot stand there, are in double quotes.
"""
from __future__ import annotations

import json
import math
import re

from qwg.pan.diagnostics import Diagnostic
from qwg.site.profile import find

from .domain import Domain, finding, shown

RESOURCE = "/software/components/xen"
# What Pan takes as a key; a number would be the index of a list.
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_+.-]*")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\"\\]")
ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r'\"', "\\": r"\\"}
DEEPEST = 64
INDENT = "    "
HEAD = """\
# What ncm-xen is told on the host {host},
# made from its profile, so changes here are lost.
#
# Sets: what stands below {resource} there
# Reads: nothing

structure template {name};

"""


class Unspeakable(Exception):
    """A value that Pan cannot express; the path and why not."""


def resource_of(tree: dict, domains: list[Domain]) -> dict | None:
    """The resource with the domains that are not refused; None if the host has neither a domain nor a bridge."""
    resource = find(tree, RESOURCE)
    if not isinstance(resource, dict):
        return None
    accepted = {domain.key for domain in domains}
    given = resource.get("domains")
    network = resource.get("network")
    bridged = isinstance(network, dict) and (network.get("bridges") or network.get("vlans"))
    if isinstance(given, dict):
        resource = resource | {"domains": {key: value for key, value in given.items() if key in accepted}}
    return resource if accepted or bridged else None


def as_json(resource: dict) -> bytes:
    return json.dumps(resource, indent=1, sort_keys=True).encode("ascii") + b"\n"


def as_pan(resource: dict, host: str, profile: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The structure template HOST/ncm-xen, None with a finding if Pan has no words for a value."""
    lines = []
    try:
        for key in sorted(resource):
            path = f"{RESOURCE}/{shown(key)}"
            lines.append(f"'{checked_key(key, path)}' = {expression(resource[key], path, '')};\n")
    except Unspeakable as error:
        path, message = error.args
        return None, [finding(profile, path, message, code="xen.resource")]
    name = f"{host}/ncm-xen"
    return (HEAD.format(host=host, name=name, resource=RESOURCE) + "".join(lines)).encode(), []


def checked_key(key: str, path: str) -> str:
    if not KEY.fullmatch(key):
        raise Unspeakable(path, "cannot be a key in Pan")
    return key


def expression(value, path: str, indent: str) -> str:
    """The value as a Pan expression; what does not fit on one line is indented by levels."""
    if len(indent) > DEEPEST * len(INDENT):
        raise Unspeakable(path, f"is nested more than {DEEPEST} levels deep")
    render = EXPRESSIONS.get(type(value))
    if render is None:
        raise Unspeakable(path, "is no value that a profile can have")
    return render(value, path, indent)


def text(value: str, path: str, indent: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unspeakable(path, "has a character that cannot be written as UTF-8") from None
    if not CONTROL.search(value):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    return double_quoted(value)


def double_quoted(value: str) -> str:
    """A text as a string of Pan in double quotes, whatever it holds."""
    return '"' + ESCAPED.sub(lambda match: ESCAPES.get(match[0]) or f"\\x{ord(match[0]):02x}", value) + '"'


def long(value: int, path: str, indent: str) -> str:
    if not -2 ** 63 <= value < 2 ** 63:
        raise Unspeakable(path, "is a number that has no place in a long")
    # The literal of the least long would be one too many for a positive one.
    return str(value) if value > -2 ** 63 else f"({value + 1} - 1)"


def double(value: float, path: str, indent: str) -> str:
    if not math.isfinite(value):
        raise Unspeakable(path, "is no number")
    mantissa, exponent, power = repr(value).partition("e")
    return (mantissa if "." in mantissa else f"{mantissa}.0") + exponent + power


def table(value: dict, path: str, indent: str) -> str:
    items = [f"'{checked_key(key, f'{path}/{shown(key)}')}', "
             + expression(value[key], f"{path}/{shown(key)}", indent + INDENT) for key in sorted(value)]
    return call("dict", items, indent)


def sequence(value: list, path: str, indent: str) -> str:
    return call("list", [expression(item, f"{path}/{index}", indent + INDENT) for index, item in enumerate(value)],
                indent)


def call(function: str, items: list[str], indent: str) -> str:
    short = f"{function}({', '.join(items)})"
    if len(items) < 2 and "\n" not in short and len(short) + len(indent) < 90:
        return short
    inner = indent + INDENT
    return f"{function}(\n" + "".join(f"{inner}{item},\n" for item in items) + f"{indent})"


EXPRESSIONS = {str: text, bool: lambda value, path, indent: "true" if value else "false", int: long, float: double,
               dict: table, list: sequence}
