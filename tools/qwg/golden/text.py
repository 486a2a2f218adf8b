"""A profile's tree comes in, indented text of its paths and values goes out; and the other way round.

    /software/components/xen
      active = true
      domains/xen-guest1.example.org/options
        vif = list("mac=00:16:3e:00:00:11")
      create_filesystems = true

A value is a constant of Pan. A text of several lines has one string for each of them, on lines of their own below.
"""
from __future__ import annotations

import re

from qwg.pan.codegen import constant_value
from qwg.pan.errors import PanError
from qwg.pan.fold import Folder
from qwg.pan.javatext import EscapeError, double_text, escape, unescape
from qwg.pan.parser import parse_expression
from qwg.pan.paths import parse_path
from qwg.pan.values import sorted_keys, unwrap
from qwg.site.errors import Refused
from qwg.xen.resources import double_quoted

WIDTH = 110
INDENT = "  "
LINE = re.compile(r"( *)((?:[^\s={}]|\{[^{}]*\})+)(?:( =)(?: (.+))?)?")
SIMPLE = re.compile(r'"([^"\\]*)"|(0|-?[1-9][0-9]{0,17}|-9223372036854775808)|(true|false)')
READABLE_KEY = re.compile(r"[ -z|~]+")


class NotConstant(Exception):
    """A text is no constant of Pan; why completes the sentence `the value X ...`."""


def constant(text: str):
    """The value that a constant expression stands for; NotConstant if it is none."""
    simple = SIMPLE.fullmatch(text)
    if simple:
        if simple[1] is not None:
            return simple[1]
        return int(simple[2]) if simple[2] is not None else simple[3] == "true"
    try:
        value = constant_value(Folder().fold(parse_expression(f"({text}\n)")))
    except PanError as error:
        raise NotConstant(f"is not Pan: {error.message}") from error
    if value is None:
        raise NotConstant('is not a constant of Pan, such as "text", 1, true or list("a", "b")')
    return value


def plain(value):
    """A value of the compiler as a tree of its own, without views; dicts in panc's order."""
    value = unwrap(value)
    if type(value) is dict:
        return {key: plain(value[key]) for key in sorted_keys(value)}
    return [plain(element) for element in value] if type(value) is list else value


def leaves(value, way: tuple = ()) -> dict[tuple, object]:
    """Each property, and each empty dict and list, of a plain tree by its way from the root."""
    children = list(value.items()) if type(value) is dict else list(enumerate(value)) if type(value) is list else []
    if not children:
        return {way: value}
    found = {}
    for term, child in children:
        found |= leaves(child, (*way, term))
    return found


def find(tree, way: tuple):
    """The element of a plain tree at a way; KeyError if there is none."""
    for term in way:
        known = tree if type(tree) is dict else range(len(tree)) if type(tree) is list else ()
        if term not in known:
            raise KeyError(term)
        tree = tree[term]
    return tree


def same(a, b) -> bool:
    """Equal, and of the same types: 1, 1.0 and true are three values."""
    if type(a) is not type(b):
        return False
    if type(a) is dict:
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return len(a) == len(b) and all(map(same, a, b)) if type(a) is list else a == b


def pruned(tree: dict, subtrees: list[tuple]) -> dict:
    """What of a tree lies at or below some ways, with the dicts on the way there; all of it for no subtree."""
    if not subtrees:
        return tree
    result: dict = {}
    for way in subtrees:
        try:
            element, place = find(tree, way), result
        except KeyError:
            continue
        for term in way[:-1]:
            place = place.setdefault(term, {})
        place[way[-1]] = element
    return plain(result)


def shown_term(term: str | int) -> str:
    """A term as a template's author writes it: what escape() made in braces."""
    if type(term) is str and "_" in term:
        try:
            text = unescape(term)
        except EscapeError:
            return term
        if text != term and READABLE_KEY.fullmatch(text) and escape(text) == term:
            return f"{{{text}}}"
    return str(term)


def shown_path(way: tuple) -> str:
    return "/" + "/".join(map(shown_term, way))


def literal(value) -> str:
    """A constant of Pan for a plain value."""
    if type(value) is str:
        return double_quoted(value)
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is dict:
        return f"dict({', '.join(f'{double_quoted(key)}, {literal(element)}' for key, element in value.items())})"
    if type(value) is list:
        return f"list({', '.join(map(literal, value))})"
    return double_text(value) if type(value) is float else str(value)


def as_text(tree: dict) -> str:
    """A plain tree as text."""
    lines: list[str] = []
    for key, value in tree.items():
        write(lines, "", f"/{shown_term(key)}", value)
    return "".join(f"{line}\n" for line in lines)


def write(lines: list[str], indent: str, name: str, value) -> None:
    while type(value) in (dict, list) and len(value) == 1:
        [(term, child)] = value.items() if type(value) is dict else enumerate(value)
        if type(value) is list and type(child) not in (dict, list):
            break
        name, value = f"{name}/{shown_term(term)}", child
    inner = indent + INDENT
    if type(value) is str and "\n" in value.rstrip("\n"):
        lines.append(f"{indent}{name} =")
        lines += [f"{inner}{literal(part)}" for part in re.findall(r"[^\n]*\n|[^\n]+", value)]
        return
    scalar = type(value) not in (dict, list) or not value
    short = type(value) is list and all(type(element) not in (dict, list) for element in value)
    line = f"{indent}{name} = {literal(value)}" if scalar or short else ""
    if scalar or line and len(line) <= WIDTH:
        lines.append(line)
        return
    lines.append(f"{indent}{name}")
    for term, child in value.items() if type(value) is dict else enumerate(value):
        write(lines, inner, shown_term(term), child)


def from_text(data: bytes, file: str) -> dict[tuple, object]:
    """The leaves that a text has; Refused, with the line, if it is not of this form."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused("golden.text", f"is not UTF-8: {error.reason}", file, line) from error
    found: dict[tuple, object] = {}
    # Indentation and way of each line that the present one is below.
    above: list[tuple[int, tuple]] = []
    pending: tuple | None = None
    used: set[tuple] = set()

    def refuse(number: int, message: str) -> Refused:
        return Refused("golden.text", message, file, number)

    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if pending and line.lstrip().startswith('"'):
            found[pending] += value_at(line.strip(), file, number)
            continue
        pending = None
        match = LINE.fullmatch(line.rstrip())
        if not match:
            raise refuse(number, "this is neither `path = value` nor a path")
        depth = len(match[1])
        while above and above[-1][0] >= depth:
            above.pop()
        if bool(above) == match[2].startswith("/"):
            raise refuse(number, "a path begins with '/' exactly where nothing is above it")
        try:
            way = (above[-1][1] if above else ()) + tuple(
                parse_path(match[2] if not above else f"/_/{match[2]}").terms[1 if above else 0:])
        except PanError as error:
            raise refuse(number, error.message) from error
        if not match[3]:
            above.append((depth, way))
            continue
        if way in used:
            raise refuse(number, f"{shown_path(way)} has two values")
        used.add(way)
        if match[4] is None:
            found[way], pending = "", way
        else:
            found |= leaves(value_at(match[4], file, number), way)
    return found


def value_at(text: str, file: str, number: int):
    try:
        return constant(text)
    except NotConstant as error:
        raise Refused("golden.text", f"the value {text} {error}", file, number) from error
