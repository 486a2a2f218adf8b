"""A profile's file comes in, a tree of plain dict, list, str, int, float and bool goes out.

Formats: panc 10's `pan` XML (<nlist format="pan">, the one that CCM reads) and its JSON, each also gzipped.
The XML may hold strings as base64; entities, document types and the network are off.
"""
from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
import zlib
from pathlib import Path

from .errors import Refused

# Far above any real profile, which has a few MB at most; it bounds what a hostile file can make us hold.
MAX_BYTES = 64 * 1024 * 1024
LONG = re.compile(r"-?[0-9]{1,19}")
BOOLEANS = {"true": True, "false": False}


def read_profile(path: Path) -> dict:
    """The root of the profile; Refused, with file and line where there is one, if it cannot be read."""
    name = path.name.removesuffix(".gz")
    reader = READERS.get(name[name.rfind("."):])
    if reader is None:
        raise refused(path, f"unknown kind of profile (known: {', '.join(READERS)}, each also with .gz)")
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refused(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MAX_BYTES:
        raise refused(path, f"larger than {MAX_BYTES // 1024 ** 2} MiB")
    return reader(path, data)


def find(tree: dict, path: str, default=None):
    """The element at `path` (`software/components/xen`), or `default` if there is none."""
    for key in path.strip("/").split("/"):
        if not isinstance(tree, dict) or key not in tree:
            return default
        tree = tree[key]
    return tree


def refused(path: Path, message: str, line: int = 0) -> Refused:
    return Refused("site.profile", message, str(path), line)


def read_json(path: Path, data: bytes) -> dict:
    try:
        tree = json.loads(data, parse_constant=lambda text: text)
    except json.JSONDecodeError as error:
        raise refused(path, f"not JSON: {error.msg}", error.lineno) from error
    except UnicodeDecodeError as error:
        raise refused(path, f"not UTF-8: {error.reason}") from error
    except (RecursionError, ValueError) as error:
        raise refused(path, "nested too deeply, or a number too long") from error
    if not isinstance(tree, dict):
        raise refused(path, "the root is not a dict")
    return tree


def read_xml(path: Path, data: bytes) -> dict:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refused(path, f"not well-formed XML: {error.msg}", error.lineno or 0) from error
    if root.getroottree().docinfo.doctype:
        raise refused(path, "a document type is not allowed in a profile")
    if root.tag != "nlist" or root.get("format") != "pan":
        shown = f"<{root.tag} format=\"{root.get('format', '')}\">"
        raise refused(path, f"not a profile in pan format: the root is {shown}, not <nlist format=\"pan\">")
    return nlist(path, root)


def value(path: Path, element):
    convert = ELEMENTS.get(element.tag)
    if convert is None:
        raise refused(path, f"unknown element <{element.tag}>", element.sourceline or 0)
    return convert(path, element)


def nlist(path: Path, element) -> dict:
    no_text(path, element)
    tree = {}
    for child in element:
        key = child.get("name")
        if key is None:
            raise refused(path, f"<{child.tag}> in an nlist has no name", child.sourceline or 0)
        if key in tree:
            raise refused(path, f"'{key}' occurs twice in an nlist", child.sourceline or 0)
        tree[key] = value(path, child)
    return tree


def array(path: Path, element) -> list:
    no_text(path, element)
    return [value(path, child) for child in element]


def no_text(path: Path, element) -> None:
    pieces = [element.text, *(child.tail for child in element)]
    if any(piece and not piece.isspace() for piece in pieces):
        raise refused(path, f"text directly in <{element.tag}>", element.sourceline or 0)


def string(path: Path, element) -> str:
    text = scalar_text(path, element)
    encoding = element.get("encoding", "none")
    if encoding == "none":
        return text
    if encoding != "base64":
        raise refused(path, f"unknown encoding '{encoding}' of a string", element.sourceline or 0)
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise refused(path, f"a base64 string cannot be decoded: {error}", element.sourceline or 0) from error


def long(path: Path, element) -> int:
    text = scalar_text(path, element).strip()
    if not LONG.fullmatch(text) or not -2 ** 63 <= int(text) < 2 ** 63:
        raise refused(path, f"'{text[:40]}' is not a long", element.sourceline or 0)
    return int(text)


def double(path: Path, element) -> float:
    text = scalar_text(path, element).strip()
    try:
        return float(text)
    except ValueError:
        raise refused(path, f"'{text[:40]}' is not a double", element.sourceline or 0) from None


def boolean(path: Path, element) -> bool:
    text = scalar_text(path, element).strip()
    if text not in BOOLEANS:
        raise refused(path, f"'{text[:40]}' is not a boolean", element.sourceline or 0)
    return BOOLEANS[text]


def scalar_text(path: Path, element) -> str:
    if len(element):
        raise refused(path, f"<{element.tag}> holds other elements", element.sourceline or 0)
    return element.text or ""


ELEMENTS = {"nlist": nlist, "list": array,
            "string": string, "long": long, "double": double, "boolean": boolean}
READERS = {".xml": read_xml, ".json": read_json}
