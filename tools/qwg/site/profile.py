"""A profile's file comes in, a tree of plain dict, list, str, int, float and bool goes out.

Formats: panc 10's `pan` XML (<nlist format="pan">, the one that CCM reads) and its JSON, each also gzipped.
The XML may hold strings as base64; a document type, and with it any entity, is refused. What a file can make us
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
from xml.parsers import expat

from .errors import Refused

# Far above any real profile, which has a few MB and some ten thousand values at most.
MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 1_000_000
MAX_DEPTH = 256
MAX_TEXT = 10_000_000
# Of one tag, comment or instruction; expat goes through an unfinished one again with each piece.
MAX_MARKUP = 1024 * 1024
PIECE = 64 * 1024
LONG = re.compile(r"-?[0-9]{1,19}")
# Those of XML that expat itself knows; panc writes the first.
ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")
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


def too_deep(path: Path, line: int = 0) -> Refused:
    return refused(path, f"nested more than {MAX_DEPTH} levels deep", line)


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
    reading, fed = XmlReading(path), 0
    parser = reading.parser
    try:
        for piece in data:
            parser.Parse(piece)
            fed += len(piece)
            if reading.root is None:
                # So that a document type, which would come first, cannot be of any length.
                raise refused(path, "not a profile: no element in the first 64 KiB")
            if fed - parser.CurrentByteIndex > MAX_MARKUP:
                raise reading.refuse(f"a tag or comment is longer than {MAX_MARKUP // 1024 ** 2} MiB")
            reading.check_length()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refused(path, f"not well-formed XML: {expat.ErrorString(error.code)}", error.lineno) from error
    finally:
        # The two hold each other, and the collector may be off.
        del reading.parser
    return reading.root


class XmlReading:
    """Makes the tree from what expat tells; of the text it only keeps what follows the last tag."""

    def __init__(self, path: Path):
        self.path = path
        self.root: dict | None = None
        self.open: list[dict | list] = []
        # The attributes of the string, long, ... that is open.
        self.scalar: dict[str, str] | None = None
        self.count = 0
        self.texts: list[str] = []
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start_root
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.texts.append
        parser.StartDoctypeDeclHandler = self.document_type
        parser.XmlDeclHandler = self.declaration

    def refuse(self, message: str) -> Refused:
        return refused(self.path, message, self.parser.CurrentLineNumber)

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        # For any other expat asks Python's codecs, which raise what they like.
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise self.refuse(f"unknown encoding '{encoding[:40]}' of the file: a profile is UTF-8")

    def document_type(self, *_) -> None:
        raise refused(self.path, "a document type is not allowed in a profile")

    def check_length(self) -> None:
        if sum(map(len, self.texts)) > MAX_TEXT:
            raise self.refuse(f"a text is longer than {MAX_TEXT // 1000 ** 2} million characters")

    def start_root(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("format", "")
        if tag != "nlist" or kind != "pan":
            old = "; it is of the old xmldb format: compile it anew with pan.formats=pan" if kind == "xmldb" else ""
            raise refused(self.path, "not a profile in pan format: the root is "
                          f"<{tag[:80]} format=\"{kind[:80]}\">, not <nlist format=\"pan\">{old}")
        self.root = {}
        self.open.append(self.root)
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise too_many(self.path)
        if self.scalar is not None:
            raise self.refuse("a string, long, double or boolean holds other elements")
        for text in self.texts:
            if not text.isspace():
                raise self.text_between()
        self.texts.clear()
        if tag in SCALARS:
            self.scalar = attributes
            return
        if tag not in CONTAINERS:
            raise self.refuse(f"unknown element <{tag[:80]}>")
        container = CONTAINERS[tag]()
        self.add(tag, attributes, container)
        self.open.append(container)
        if len(self.open) > MAX_DEPTH:
            raise too_deep(self.path, self.parser.CurrentLineNumber)

    def end(self, tag: str) -> None:
        attributes = self.scalar
        if attributes is None:
            for text in self.texts:
                if not text.isspace():
                    raise self.text_between()
            self.texts.clear()
            self.open.pop()
            return
        text = "".join(self.texts)
        self.texts.clear()
        self.scalar = None
        self.add(tag, attributes, SCALARS[tag](self, attributes, text))

    def add(self, tag: str, attributes: dict[str, str], value) -> None:
        parent = self.open[-1]
        if type(parent) is list:
            parent.append(value)
            return
        key = attributes.get("name")
        if key is None:
            raise self.refuse(f"<{tag}> in an nlist has no name")
        if key in parent:
            raise self.refuse(f"'{key[:80]}' occurs twice in an nlist")
        parent[key] = value

    def text_between(self) -> Refused:
        return self.refuse(f"text directly in <{'list' if type(self.open[-1]) is list else 'nlist'}>")

    def string(self, attributes: dict[str, str], text: str) -> str:
        encoding = attributes.get("encoding", "none")
        if encoding == "none":
            return text
        if encoding != "base64":
            raise self.refuse(f"unknown encoding '{encoding[:40]}' of a string")
        try:
            return base64.b64decode("".join(text.split()), validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise self.refuse(f"a base64 string cannot be decoded: {error}") from error

    def long(self, attributes: dict[str, str], text: str) -> int:
        if not is_long(text.strip()):
            raise self.refuse(f"'{text.strip()[:40]}' is not a long")
        return int(text)

    def double(self, attributes: dict[str, str], text: str) -> float:
        try:
            return float(text.replace("_", "?"))
        except ValueError:
            raise self.refuse(f"'{text.strip()[:40]}' is not a double") from None

    def boolean(self, attributes: dict[str, str], text: str) -> bool:
        if text.strip() not in BOOLEANS:
            raise self.refuse(f"'{text.strip()[:40]}' is not a boolean")
        return BOOLEANS[text.strip()]


CONTAINERS = {"nlist": dict, "list": list}
SCALARS = {"string": XmlReading.string, "long": XmlReading.long, "double": XmlReading.double,
           "boolean": XmlReading.boolean}
READERS = {".xml": read_xml, ".json": read_json}
