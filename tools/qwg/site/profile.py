"""A profile's file comes in, a tree of plain dict, list, str, int, float and bool goes out.

Formats: panc 10's `pan` XML (<nlist format="pan">, the one that CCM reads) and its JSON, each also gzipped.
The XML may hold strings as base64; entities, document types and the network are off. What a file can make us
hold is bounded: it is read in pieces, the XML without a tree of its own, up to the limits below.
"""
from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from .errors import Refused

# Far above any real profile, which has a few MB and some ten thousand values at most.
MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 1_000_000
MAX_DEPTH = 256  # also libxml2's
PIECE = 64 * 1024
LONG = re.compile(r"-?[0-9]{1,19}")
BOOLEANS = {"true": True, "false": False}
JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


def read_profile(path: Path) -> dict:
    """The root of the profile; Refused, with file and line where there is one, if it cannot be read."""
    name = path.name.removesuffix(".gz")
    reader = READERS.get(name[name.rfind("."):])
    if reader is None:
        raise refused(path, f"unknown kind of profile (known: {', '.join(READERS)}, each also with .gz)")
    try:
        return reader(path, pieces(path))
    except (OSError, EOFError, zlib.error) as error:
        raise refused(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def pieces(path: Path) -> Iterator[bytes]:
    """The file's bytes, unpacked; Refused as soon as there are too many."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise refused(path, "not an ordinary file")
    packed = path.suffix == ".gz"
    if status.st_size > MAX_BYTES:
        raise too_large(path)
    total = 0
    with (gzip.open if packed else open)(path, "rb") as handle:
        while piece := handle.read(PIECE):
            total += len(piece)
            if total > MAX_BYTES:
                raise too_large(path)
            yield piece


def find(tree: dict, path: str, default=None):
    """The element at `path` (`software/components/xen`), or `default` if there is none."""
    for key in path.strip("/").split("/"):
        if not isinstance(tree, dict) or key not in tree:
            return default
        tree = tree[key]
    return tree


def refused(path: Path, message: str, line: int = 0) -> Refused:
    return Refused("site.profile", message, str(path), line)


def too_large(path: Path) -> Refused:
    return refused(path, f"larger than {MAX_BYTES // 1024 ** 2} MiB, which no profile is")


def too_many(path: Path) -> Refused:
    return refused(path, f"more than {MAX_VALUES} values, which no profile has")


def too_deep(path: Path) -> Refused:
    return refused(path, f"nested more than {MAX_DEPTH} levels deep")


def read_json(path: Path, data: Iterator[bytes]) -> dict:
    text = b"".join(data)
    # As many values as commas and opening brackets, plus one for each bracket; strings count only if it is close.
    if structure(text) > MAX_VALUES and structure(JSON_STRING.sub(b"", text)) > MAX_VALUES:
        raise too_many(path)
    try:
        tree = json.loads(text, parse_constant=str, parse_int=json_long, object_pairs_hook=json_object)
        if b"\\u" in text:
            # An escape may be half of a pair, which no file that is made from it could hold.
            json.dumps(tree, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise refused(path, f"not JSON: {error.msg}", error.lineno) from error
    except UnicodeError as error:
        raise refused(path, f"not UTF-8: {error.reason}") from error
    except RecursionError as error:
        raise too_deep(path) from error
    except ValueError as error:
        raise refused(path, str(error)) from error
    if not isinstance(tree, dict):
        raise refused(path, "the root is not a dict")
    check_depth(path, tree)
    return tree


def structure(text: bytes) -> int:
    return text.count(b",") + 2 * (text.count(b"[") + text.count(b"{"))


def json_long(text: str) -> int:
    if not is_long(text):
        raise ValueError(f"'{text[:40]}' is not a long")
    return int(text)


def json_object(pairs: list[tuple[str, object]]) -> dict:
    table = dict(pairs)
    if len(table) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"'{twice[:80]}' occurs twice in an object")
    return table


def check_depth(path: Path, tree: dict) -> None:
    level: list = [tree]
    for _ in range(MAX_DEPTH):
        level = [item for value in level for item in (value.values() if type(value) is dict else value)
                 if type(item) in (dict, list)]
        if not level:
            return
    raise too_deep(path)


def is_long(text: str) -> bool:
    return LONG.fullmatch(text) is not None and -2 ** 63 <= int(text) < 2 ** 63


def read_xml(path: Path, data: Iterator[bytes]) -> dict:
    from lxml import etree

    parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
                                 huge_tree=False, remove_comments=True, remove_pis=True)
    reading = XmlReading(path)
    try:
        for piece in data:
            parser.feed(piece)
            for event, element in parser.read_events():
                reading.start(element) if event == "start" else reading.end(element)
            if reading.root is None:
                # So that a document type, which would come first, cannot be of any length.
                raise refused(path, "not a profile: no element in the first 64 KiB")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise refused(path, f"not well-formed XML: {error.msg or 'it is empty'}", error.lineno or 0) from error
    if reading.root is None:
        raise refused(path, "not well-formed XML: it is empty")
    return reading.root


class XmlReading:
    """Makes the tree from the starts and ends of elements, and lets go of each element that is done."""

    def __init__(self, path: Path):
        self.path = path
        self.root: dict | None = None
        self.open: list[dict | list] = []
        self.scalar = None
        self.count = 0

    def refuse(self, element, message: str) -> Refused:
        return refused(self.path, message, element.sourceline or 0)

    def start(self, element) -> None:
        if self.root is None:
            self.start_root(element)
            return
        self.count += 1
        if self.count > MAX_VALUES:
            raise too_many(self.path)
        if self.scalar is not None:
            raise self.refuse(self.scalar, f"<{self.scalar.tag}> holds other elements")
        if element.tag in SCALARS:
            self.scalar = element
        elif element.tag in CONTAINERS:
            container = CONTAINERS[element.tag]()
            self.add(element, container)
            self.open.append(container)
        else:
            raise self.refuse(element, f"unknown element <{element.tag}>")

    def start_root(self, root) -> None:
        if root.getroottree().docinfo.doctype:
            raise refused(self.path, "a document type is not allowed in a profile")
        if root.tag != "nlist" or root.get("format") != "pan":
            shown = f"<{str(root.tag)[:80]} format=\"{root.get('format', '')[:80]}\">"
            old = "; it is of the old xmldb format: compile it anew with pan.formats=pan" \
                if root.get("format") == "xmldb" else ""
            raise refused(self.path, f"not a profile in pan format: the root is {shown}, not "
                          f"<nlist format=\"pan\">{old}")
        self.root = {}
        self.open.append(self.root)

    def end(self, element) -> None:
        if element.tag in SCALARS:
            self.scalar = None
            self.add(element, SCALARS[element.tag](self, element, element.text or ""))
        else:
            self.no_text(element, element.text)
            if len(element):
                self.no_text(element, element[-1].tail)
            self.open.pop()
            element.clear(keep_tail=True)
        before = element.getprevious()
        if before is not None:
            # Only now what follows it is complete.
            parent = element.getparent()
            self.no_text(parent, before.tail)
            parent.remove(before)

    def add(self, element, value) -> None:
        parent = self.open[-1]
        if type(parent) is list:
            parent.append(value)
            return
        key = element.get("name")
        if key is None:
            raise self.refuse(element, f"<{element.tag}> in an nlist has no name")
        if key in parent:
            raise self.refuse(element, f"'{key[:80]}' occurs twice in an nlist")
        parent[key] = value

    def no_text(self, element, text: str | None) -> None:
        if text and not text.isspace():
            raise self.refuse(element, f"text directly in <{element.tag}>")

    def string(self, element, text: str) -> str:
        encoding = element.get("encoding", "none")
        if encoding == "none":
            return text
        if encoding != "base64":
            raise self.refuse(element, f"unknown encoding '{encoding[:40]}' of a string")
        try:
            return base64.b64decode("".join(text.split()), validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise self.refuse(element, f"a base64 string cannot be decoded: {error}") from error

    def long(self, element, text: str) -> int:
        if not is_long(text.strip()):
            raise self.refuse(element, f"'{text.strip()[:40]}' is not a long")
        return int(text)

    def double(self, element, text: str) -> float:
        try:
            return float(text.replace("_", "?"))
        except ValueError:
            raise self.refuse(element, f"'{text.strip()[:40]}' is not a double") from None

    def boolean(self, element, text: str) -> bool:
        if text.strip() not in BOOLEANS:
            raise self.refuse(element, f"'{text.strip()[:40]}' is not a boolean")
        return BOOLEANS[text.strip()]


CONTAINERS = {"nlist": dict, "list": list}
SCALARS = {"string": XmlReading.string, "long": XmlReading.long, "double": XmlReading.double,
           "boolean": XmlReading.boolean}
READERS = {".xml": read_xml, ".json": read_json}
