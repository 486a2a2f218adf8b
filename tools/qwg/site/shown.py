"""Values and paths of profiles come in; the text that a reader sees goes out.

A value's text tells its type: 1 is a long, 1.0 a double, "1" a string. A key that escape() made is shown unescaped in
braces, as Pan takes it in a path. No control character gets through to a terminal.
"""
from __future__ import annotations

import json

from qwg.pan.javatext import double_text, escape, unescape

LIMIT = 200


def typed_text(value, limit: int | None = LIMIT) -> str:
    """A property as a constant of Pan, cut at `limit` characters; of a dict or list its kind and size."""
    if isinstance(value, (dict, list)):
        kind, size = "dict" if isinstance(value, dict) else "list", len(value)
        return f"{kind} of {size} element{'s' * (size != 1)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return double_text(value)
    if isinstance(value, str):
        return clipped(json.dumps(value, ensure_ascii=not value.isprintable()), limit)
    return str(value)


def clipped(text: str, limit: int | None = LIMIT) -> str:
    return text if limit is None or len(text) <= limit else f"{text[:limit]}... ({len(text)} characters)"


def kind_text(value) -> str:
    return {bool: "boolean", int: "long", float: "double", str: "string", dict: "dict", list: "list"}.get(
        type(value), str(value))


def path_text(terms: tuple[str | int, ...]) -> str:
    return "/" + "/".join(map(term_text, terms))


def term_text(term: str | int) -> str:
    if isinstance(term, int) or "_" not in term:
        return str(term)
    try:
        plain = unescape(term)
    except ValueError:
        return term
    escaped = plain != term and plain.isascii() and plain.isprintable() and not {"{", "}"}.intersection(plain)
    return f"{{{plain}}}" if escaped and escape(plain) == term else term


def leaves(value, terms: tuple[str | int, ...] = ()):
    """(terms, value) of every property below a value, and of each dict or list that is empty; keys sorted."""
    inner = sorted(value.items()) if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inner or isinstance(value, list) and not value:
        yield terms, value
        return
    for term, child in inner:
        yield from leaves(child, (*terms, term))
