"""A finished tree, or the list of its sources, in; the bytes of panc's output formats out. FORMATS is their table."""
from __future__ import annotations

import os
import re
from collections import namedtuple
from collections.abc import Callable

from .builtins import json_text
from .javatext import base64_encode, double_text, to_utf8
from .values import DICTS, LISTS, kind_of, sorted_keys, text_of, unwrap
from .xmltext import escape_text, is_plain, needs_base64

# Nothing in it to quote, nor to import what quotes.
PLAIN_DIRECTORY = re.compile(r"[A-Za-z0-9/_.-]*")


def pan_xml(root: dict) -> bytes:
    """XML of panc's pan format: dict and list elements, four blanks a level."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>']
    write_element(out, root, ' format="pan" name="profile"', "")
    return to_utf8("".join(out))


def write_element(out: list[str], value, attributes: str, indent: str) -> None:
    """Any element but a string that is written as it is: those, which are the most, stand in the loops below."""
    value = unwrap(value)
    kind = type(value)
    if kind is dict:
        if not value:
            out.append(f"{indent}<nlist{attributes}/>\n")
            return
        out.append(f"{indent}<nlist{attributes}>\n")
        inner = indent + "    "
        for key in sorted_keys(value):
            element = value[key]
            if type(element) is str and is_plain(element):
                out.append(f'{inner}<string name="{key}">{element}</string>\n')
            else:
                write_element(out, element, f' name="{key}"', inner)
        out.append(f"{indent}</nlist>\n")
    elif kind is list:
        if not value:
            out.append(f"{indent}<list{attributes}/>\n")
            return
        out.append(f"{indent}<list{attributes}>\n")
        inner = indent + "    "
        for element in value:
            if type(element) is str and is_plain(element):
                out.append(f"{inner}<string>{element}</string>\n")
            else:
                write_element(out, element, "", inner)
        out.append(f"{indent}</list>\n")
    elif kind is str:
        if not value:
            out.append(f"{indent}<string{attributes}/>\n")
        elif needs_base64(value):
            text = base64_encode(value)
            out.append(f'{indent}<string{attributes} encoding="base64">{text}</string>\n')
        else:
            out.append(f"{indent}<string{attributes}>{escape_text(value)}</string>\n")
    elif kind is bool:
        out.append(f"{indent}<boolean{attributes}>{'true' if value else 'false'}</boolean>\n")
    elif kind is int:
        out.append(f"{indent}<long{attributes}>{value}</long>\n")
    else:
        out.append(f"{indent}<double{attributes}>{double_text(value)}</double>\n")


def json_bytes(root: dict) -> bytes:
    return to_utf8(json_text(root))


def indented_text(root: dict) -> bytes:
    """panc's `text`: one line an element, two blanks a level."""
    out: list[str] = []

    def write(value, name: str, indent: str) -> None:
        value = unwrap(value)
        if type(value) in DICTS:
            out.append(f"{indent}+-{name}\n")
            for key in sorted_keys(value):
                write(value[key], key, indent + "  ")
        elif type(value) in LISTS:
            out.append(f"{indent}+-{name}\n")
            for position, element in enumerate(value):
                write(element, str(position), indent + "  ")
        else:
            out.append(f"{indent}$ {name} : ({kind_of(value)}) '{text_of(value)}'\n")

    write(root, "profile", "")
    return to_utf8("".join(out))


def dot_graph(root: dict) -> bytes:
    """The tree as a graph for Graphviz; long values are cut."""
    out = ['digraph "profile" {\nbgcolor = beige\nnode [ color = black, shape = box, fontname=Helvetica ]\n'
           'edge [ color = black ]\n"/profile" [ label = "profile"]\n']

    def write(value, name: str, parent: str) -> None:
        value = unwrap(value)
        path = f"{parent}/{name}"
        if type(value) in DICTS or type(value) in LISTS:
            label = name
        else:
            label = f"{name}\\n{shortened(value)}"
        out.append(f'"{path}" [ label = "{label}" ]\n"{parent}" -> "{path}"\n')
        if type(value) in DICTS:
            for key in sorted_keys(value):
                write(value[key], key, path)
        elif type(value) in LISTS:
            for position, element in enumerate(value):
                write(element, str(position), path)

    for key in sorted_keys(root):
        write(root[key], key, "/profile")
    out.append("}\n")
    return to_utf8("".join(out))


def shortened(value) -> str:
    mark = "'" if type(value) is str else ""
    lines = text_of(value).replace("\r", "\n")
    while "\n\n" in lines:
        lines = lines.replace("\n\n", "\n")
    text = mark + lines.replace("\n", " ")
    if len(text) > 15:
        text = text[:12] + "..."
    return text + mark


def dependency_lines(dependencies: list[tuple[str, str, str]]) -> bytes:
    """panc's .dep: NAME TYPE URI a line; the URI is that of the directory which the name is relative to."""
    uris = {directory: directory_uri(directory) if directory else ""
            for directory in {directory for _, _, directory in dependencies}}
    return "".join([f"{name} {kind} {uris[directory]}\n" for name, kind, directory in dependencies]).encode("utf-8")


def directory_uri(directory: str) -> str:
    """A directory as Java's File.toURI().toASCIIString() spells it."""
    directory = directory.rstrip("/") + "/"
    if not PLAIN_DIRECTORY.fullmatch(directory):
        from urllib.parse import quote
        directory = quote(directory, safe="/-_.!~*'():@&=+$,;")
    return "file:" + directory


def zipped(render: Callable) -> Callable:
    def compressed(tree) -> bytes:
        import gzip
        # No clock and no file name in the header: the same profile gives the same bytes.
        return gzip.compress(render(tree), mtime=0)
    return compressed


class Format(namedtuple("Format", "suffix render of_dependencies", defaults=(False,))):
    """The end of a file's name, what makes its bytes, and whether it does so of the list of sources."""
    __slots__ = ()


FORMATS: dict[str, Format | None] = {
    "pan": Format(".xml", pan_xml), "pan.gz": Format(".xml.gz", zipped(pan_xml)),
    "xml": Format(".xml", pan_xml), "xml.gz": Format(".xml.gz", zipped(pan_xml)),
    "json": Format(".json", json_bytes), "json.gz": Format(".json.gz", zipped(json_bytes)),
    "text": Format(".txt", indented_text), "dot": Format(".dot", dot_graph),
    "dep": Format(".dep", dependency_lines, True), "dep.gz": Format(".dep.gz", zipped(dependency_lines), True),
    "null": Format(".null", lambda tree: b""), "none": None,
}


def read_file(file: str) -> bytes:
    with open(file, "rb", buffering=0) as handle:
        return handle.read()


def write_file(file: str, data: bytes) -> bool:
    """Put `data` into a file at once or not at all; False when it was there already and nothing was touched."""
    try:
        if os.stat(file).st_size == len(data) and read_file(file) == data:
            return False
    except OSError:
        pass
    os.makedirs(os.path.dirname(file), exist_ok=True)
    temporary = temporary_name(file)
    try:
        with open(temporary, "wb") as handle:
            handle.write(data)
        os.replace(temporary, file)
    except BaseException:
        remove(temporary)
        raise
    return True


def remove(file: str) -> None:
    """Remove a file that may be gone already."""
    try:
        os.unlink(file)
    except FileNotFoundError:
        pass


def temporary_name(file: str) -> str:
    """A name beside a file that no other process uses."""
    folder, name = os.path.split(file)
    return os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}")
